import { SourceText } from '@bulwark/text';
import type { Module, RegoVersion, Rule } from '../../ast/ast.ts';
import type { RegoError } from '../../ast/rego-error.ts';
import { type ParseOptions, readForFormat } from '../parse.ts';
import { errorsBeforeV1 } from './check-target.ts';
import { importsFor, type PlacedImport, writeImports } from './format-imports.ts';
import { writeRules } from './format-rule.ts';
import { writeRef } from './format-term.ts';
import { FormatWriter, type PlacedComment, type Style } from './format-writer.ts';
import { parts } from './parts.ts';
import { Places } from './places.ts';

export interface FormatOptions extends ParseOptions {
  /** The version to write for; the one that is read unless told. `v0v1` adds `import rego.v1`. */
  readonly target?: RegoVersion;
}

/** The formatted text, or why there is none; never both. */
export type Formatted =
  | { readonly text: string; readonly errors: readonly [] }
  | { readonly text: undefined; readonly errors: readonly RegoError[] };

/** A module laid out as `opa fmt` does, with all its comments. Formatting what is formatted changes nothing. */
export function formatModule(text: string, options: FormatOptions = {}): Formatted {
  let formatted = formatOnce(text, options);
  // What stood in an odd place may need to be laid out from its new one.
  for (let pass = 1; pass < mostPasses && formatted.text !== undefined; pass++) {
    const again = formatOnce(formatted.text, { ...options, version: versionOf(options) });
    if (again.text === undefined || again.text === formatted.text) break;
    formatted = again;
  }
  return formatted;
}

const mostPasses = 5;

/** The version in which the formatted text is read. */
function versionOf({ target, version = 'v1' }: FormatOptions): RegoVersion {
  return target === undefined ? version : target === 'v0v1' ? 'v0' : target;
}

function formatOnce(text: string, options: FormatOptions): Formatted {
  const source = new SourceText(options.file ?? '', text);
  const { module, parens, errors } = readForFormat(source, options);
  if (module === undefined) return { text: undefined, errors };
  const target = options.target ?? options.version ?? 'v1';
  const refused = target === 'v0' ? [] : errorsBeforeV1(module);
  if (refused.length > 0) return { text: undefined, errors: refused };
  const places = new Places(source, parens);
  const w = new FormatWriter(parts, {
    places,
    style: styleOf(module, target),
    comments: commentsOf(module),
  });
  writeModule(w, module, importsFor(module, places, target));
  if (w.errors.length === 0) return { text: `${w.text.trimEnd()}\n`, errors: [] };
  return { text: undefined, errors: w.errors.map((message) => ({ code: 'rego_type_error', message })) };
}

function styleOf(module: Module, target: RegoVersion): Style {
  const imported = new Set(
    module.imports.map(({ path: { head, path } }) => {
      const names = path.map((part) => (part.type === 'string' ? part.value : ''));
      return [head.type === 'var' ? head.name : '', ...names].join('.');
    }),
  );
  const isV1 = target !== 'v0';
  const isRaised = isV1 || ['rego.v1', 'rego.v2', 'future.keywords'].some((path) => imported.has(path));
  return {
    target,
    isV1,
    ifs: isRaised || imported.has('future.keywords.if'),
    contains: isRaised || imported.has('future.keywords.contains'),
    refHeads: module.rules.some(({ head }) => {
      return head.ref.path.length > 1 || (head.ref.path.length === 1 && head.key !== undefined);
    }),
  };
}

function commentsOf(module: Module): PlacedComment[] {
  return module.comments.map(({ text, span: { start } }) => {
    const { line, column } = module.source.position(start);
    return { start, row: line, column, text: `#${text}`.trimEnd() };
  });
}

function writeModule(w: FormatWriter, module: Module, imports: readonly PlacedImport[]): void {
  const { span, path } = module.package;
  w.insertComments(w.places.row(span.start));
  w.startLine();
  const [first, ...rest] = path.path;
  if (first?.type !== 'string') return;
  w.write('package ');
  writeRef(w, { ...path, head: { type: 'var', span: first.span, name: first.value }, path: rest });
  w.blankLine();
  for (const group of groupsOf(w, imports, module.rules)) {
    if (group.rules.length > 0) writeRules(w, group.rules);
    else writeImports(w, group.imports);
  }
  w.writeRest();
}

interface Group {
  readonly imports: PlacedImport[];
  readonly rules: Rule[];
}

/** Imports and rules in the order of the text; what is added stands above all rules. */
function groupsOf({ places }: FormatWriter, imports: readonly PlacedImport[], rules: readonly Rule[]): Group[] {
  const ruleRows = rules.map((rule) => ({ item: rule, row: places.row(rule.span.start) }));
  const firstRule = Math.min(...ruleRows.map(({ row }) => row));
  const isLate = imports.some((item) => item.import === undefined && item.row >= firstRule);
  const above = isLate ? imports.filter((item) => item.import === undefined) : [];
  const placed = imports.filter((item) => !above.includes(item)).map((item) => ({ item, row: item.row }));
  const groups: Group[] = [{ imports: above, rules: [] }];
  for (const { item } of [...placed, ...ruleRows].sort((a, b) => a.row - b.row)) {
    const kind = item.type === 'rule' ? 'rules' : 'imports';
    if ((groups.at(-1)?.[kind].length ?? 0) === 0 || isNewGroup(groups.at(-1), kind))
      groups.push({ imports: [], rules: [] });
    if (item.type === 'rule') groups.at(-1)?.rules.push(item);
    else groups.at(-1)?.imports.push(item);
  }
  return groups;
}

function isNewGroup(group: Group | undefined, kind: 'rules' | 'imports'): boolean {
  return group !== undefined && group[kind === 'rules' ? 'imports' : 'rules'].length > 0;
}
