import type { Expr, Import, Module, RegoVersion } from '../../ast/ast.ts';
import { visit } from '../../ast/visit.ts';
import { compareText } from '../../values/compare.ts';
import { keywordsOfV2 } from '../parser-state.ts';
import { writeRef } from './format-term.ts';
import type { FormatWriter } from './format-writer.ts';
import type { Places } from './places.ts';

/** An import of the text, or one that the formatted module needs. */
export interface PlacedImport {
  readonly type: 'import';
  readonly path: readonly string[];
  /** Undefined for one that is added. */
  readonly import: Import | undefined;
  readonly row: number;
}

/** The imports that the module has when it is written for a version. */
export function importsFor(module: Module, places: Places, target: RegoVersion): PlacedImport[] {
  const imports = module.imports.map((item): PlacedImport => {
    return { type: 'import', path: pathOf(item), import: item, row: places.row(item.span.start) };
  });
  if (target === 'v2') return imports;
  const has = (path: string): boolean => imports.some((item) => item.path.join('.') === path);
  const needed = [...neededKeywords(module)].sort();
  if (target === 'v0' && !has('rego.v1') && !has('rego.v2')) return needed.reduce(withKeyword, imports);
  const isRaised = has('rego.v1') || has('rego.v2') || target === 'v0v1';
  const kept = imports.filter(({ path }) => {
    const isV1 = path.join('.') === 'rego.v1';
    return isV1 ? !has('rego.v2') : !(isRaised && path[0] === 'future');
  });
  const all = target === 'v0v1' && !has('rego.v1') && !has('rego.v2') ? added(kept, ['rego', 'v1']) : kept;
  return has('rego.v2') ? all : needed.filter((word) => keywordsOfV2.includes(word)).reduce(withKeyword, all);
}

function pathOf({ path: { head, path } }: Import): string[] {
  return [head, ...path].map((part) => (part.type === 'string' ? part.value : part.type === 'var' ? part.name : ''));
}

/** The keywords that the module's expressions are written with and v0 has not. */
function neededKeywords({ rules }: Module): Set<string> {
  const needed = new Set<string>();
  for (const rule of rules) {
    visit(rule, (node) => {
      if (node.type === 'every' || node.type === 'not' || node.type === 'and' || node.type === 'or')
        needed.add(node.type);
      else if (node.type === 'callExpr' && isMember(node)) needed.add('in');
      return undefined;
    });
  }
  return needed;
}

function isMember({ operator: { head, path } }: Extract<Expr, { type: 'callExpr' }>): boolean {
  const [name] = path;
  return head.type === 'var' && head.name === 'internal' && name?.type === 'string' && name.value.startsWith('member_');
}

function withKeyword(imports: PlacedImport[], word: string): PlacedImport[] {
  const isThere = imports.some(({ path: [root, , name] }) => {
    return root === 'future' && (name === undefined || name === word || (name === 'every' && word === 'in'));
  });
  return isThere ? imports : added(imports, ['future', 'keywords', word]);
}

/** Behind the last import of its kind, or first. */
function added(imports: readonly PlacedImport[], path: readonly string[]): PlacedImport[] {
  const rows = imports
    .filter((item) => item.path[0] === 'future' || item.path.join('.') === 'rego.v1')
    .map(({ row }) => row);
  return [...imports, { type: 'import', path, import: undefined, row: rows.length === 0 ? 1 : Math.max(...rows) + 1 }];
}

/** Writes imports, those of one block in the order of their paths. */
export function writeImports(w: FormatWriter, imports: readonly PlacedImport[]): void {
  const beside = w.takeCommentsOn(new Set(imports.flatMap((item) => (item.import === undefined ? [] : [item.row]))));
  for (const block of blocksOf(imports)) {
    const [first] = block;
    if (first !== undefined) w.insertComments(first.row);
    for (const item of [...block].sort(compareImports)) {
      w.startLine();
      writeImport(w, item);
      const comment = item.import && beside.get(item.row);
      if (comment !== undefined) w.write(` ${comment.text}`);
      w.endLine();
    }
    w.blankLine();
  }
}

function blocksOf(imports: readonly PlacedImport[]): PlacedImport[][] {
  const blocks: PlacedImport[][] = [];
  let row = Number.NEGATIVE_INFINITY;
  for (const item of imports) {
    if (item.row - row > 1) blocks.push([]);
    blocks.at(-1)?.push(item);
    row = item.row;
  }
  return blocks;
}

function compareImports(a: PlacedImport, b: PlacedImport): number {
  for (const [index, part] of a.path.entries()) {
    const other = b.path[index];
    if (other === undefined) return 1;
    const difference = compareText(part, other);
    if (difference !== 0) return difference;
  }
  return a.path.length - b.path.length || compareText(a.import?.alias ?? '', b.import?.alias ?? '');
}

function writeImport(w: FormatWriter, { path, import: item }: PlacedImport): void {
  w.write('import ');
  if (item === undefined || path[0] === 'future') w.write(path.join('.'));
  else writeRef(w, item.path);
  if (item?.alias !== undefined) w.write(` as ${item.alias}`);
}
