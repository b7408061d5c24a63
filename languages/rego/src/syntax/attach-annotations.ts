import type { SourceText } from '@bulwark/text';
import type { Annotations, Import, Module, Package, Rule } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import type { OpenAnnotations } from './parse-annotations.ts';
import { hasVars } from './parse-head.ts';
import type { Place } from './parse-module.ts';

/** The module with its annotations, each with a scope, and rules with theirs; or what is wrong with them. */
export function attachAnnotations(
  module: Module,
  open: readonly OpenAnnotations[],
): { module: Module; complaints: readonly Place[] } {
  if (open.length === 0) return { module, complaints: [] };
  const lines = new Lines(module);
  const complaints: Place[] = [];
  const attached: Attached[] = [];
  for (const annotations of open) {
    const target = lines.below(annotations);
    const scope = annotations.scope ?? defaultScope(annotations, target);
    const wrong = scopeComplaint(scope, target) ?? entrypointComplaint(scope, annotations);
    if (wrong !== undefined) complaints.push({ offset: annotations.span.start, message: wrong });
    else if (isScope(scope)) attached.push({ annotations: { ...annotations, scope }, target });
  }
  if (complaints.length > 0) return { module, complaints };
  const rules = rulesWith(module.rules, attached, lines);
  return { module: { ...module, rules, annotations: attached.map(({ annotations }) => annotations) }, complaints };
}

type Target = Package | Import | Rule;

interface Attached {
  readonly annotations: Annotations;
  readonly target: Target | undefined;
}

/** Which line a node begins on, and what stands below. */
class Lines {
  readonly #source: SourceText;
  readonly #targets: readonly { readonly target: Target; readonly line: number }[];

  constructor(module: Module) {
    this.#source = module.source;
    const targets: Target[] = [module.package, ...module.imports, ...module.rules];
    this.#targets = targets.map((target) => ({ target, line: this.of(target) })).sort((a, b) => a.line - b.line);
  }

  of(node: { readonly span: { readonly start: number } }): number {
    return this.#source.position(node.span.start).line;
  }

  /** The first target on a line below. */
  below(annotations: OpenAnnotations): Target | undefined {
    const line = this.of(annotations);
    let low = 0;
    let high = this.#targets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#targets[middle]?.line ?? 0) > line) high = middle;
      else low = middle + 1;
    }
    return this.#targets[low]?.target;
  }
}

function defaultScope({ entrypoint }: OpenAnnotations, target: Target | undefined): string {
  if (target?.type === 'rule') return entrypoint ? 'document' : 'rule';
  return target?.type ?? '';
}

function isScope(scope: string): scope is Annotations['scope'] {
  return scope === 'rule' || scope === 'document' || scope === 'package' || scope === 'subpackages';
}

function scopeComplaint(scope: string, target: Target | undefined): string | undefined {
  if (!isScope(scope)) {
    return `invalid annotation scope '${scope}'. Use one of 'rule', 'document', 'package', or 'subpackages'`;
  }
  const wanted = scope === 'rule' || scope === 'document' ? 'rule' : 'package';
  if (target?.type === wanted) return undefined;
  const found = target === undefined ? '' : ` (have ${target.type})`;
  return `annotation scope '${scope}' must be applied to ${wanted}${found}`;
}

function entrypointComplaint(scope: string, { entrypoint }: OpenAnnotations): string | undefined {
  if (!entrypoint || scope === 'document' || scope === 'package') return undefined;
  return `annotation entrypoint applied to non-document or package scope '${scope}'`;
}

/** Annotations of all rules of one name. */
interface Group {
  readonly document: Annotations[];
  readonly rule: Annotations[];
  /** Those of `rule` above the current one, and taken by none yet. */
  readonly pending: Annotations[];
}

/** A document's annotations are those of all rules of its name; a rule's, of the rules below up to the one that takes it. */
function rulesWith(rules: readonly Rule[], attached: readonly Attached[], lines: Lines): Rule[] {
  const groups = groupsOf(attached);
  return rules.map((rule) => {
    const group = groups.get(groundPath(rule));
    if (group === undefined) return rule;
    const line = lines.of(rule);
    for (let [next] = group.rule; next !== undefined && lines.of(next) < line; [next] = group.rule) {
      group.pending.push(next);
      group.rule.shift();
    }
    const annotations = [...group.document, ...group.pending].sort((a, b) => a.span.start - b.span.start);
    group.pending.pop();
    return annotations.length === 0 ? rule : { ...rule, annotations };
  });
}

function groupsOf(attached: readonly Attached[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { annotations, target } of attached) {
    if (target?.type !== 'rule') continue;
    const path = groundPath(target);
    const group = groups.get(path) ?? { document: [], rule: [], pending: [] };
    groups.set(path, group);
    group[annotations.scope === 'document' ? 'document' : 'rule'].push(annotations);
  }
  return groups;
}

function groundPath({ head: { ref } }: Rule): string {
  const open = ref.path.findIndex((part) => hasVars({ ...ref, path: [part] }));
  return printTerm(open === -1 ? ref : { ...ref, path: ref.path.slice(0, open) });
}
