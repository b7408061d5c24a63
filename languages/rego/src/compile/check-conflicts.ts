import { locationOf } from '../ast/location.ts';
import { printTerm } from '../ast/print-term.ts';
import type { Compilation } from './compilation.ts';
import { type CompiledModule, type CompiledRule, fullRef, isFunctionRule } from './compiled-module.ts';
import { renamedVars } from './renamed-vars.ts';
import { isGroundPath, nodesBelow, type RuleNode } from './rule-tree.ts';

/** Pass: the rules of one document agree on what it is, and no document stands inside another. */
export function checkConflicts(compilation: Compilation): void {
  for (const node of nodesBelow(compilation.tree)) {
    const first = node.rules[0];
    if (first !== undefined) checkNode(node, first, compilation);
  }
  for (const module of compilation.modules) checkPackage(module, compilation);
}

function checkNode(node: RuleNode, first: CompiledRule, compilation: Compilation): void {
  const { rules } = node;
  const name = refText(rules.at(-1) ?? first, compilation);
  const inside = rulesInside(node);
  if (inside.length > 0) {
    const message = `rule ${name} conflicts with:${inside.map((rule) => conflictLine(rule, compilation)).join('')}`;
    compilation.fatal('rego_type_error', message, first.module, first.span);
  } else if (disagree(rules)) {
    compilation.fatal('rego_type_error', `conflicting rules ${name} found`, first.module, first.span);
  } else {
    const defaults = rules.filter((rule) => rule.default);
    const one = defaults[0];
    if (one === undefined || defaults.length < 2) return;
    const places = defaults.map(placeText).join(', ');
    const message = `multiple default rules ${name} found at ${places}`;
    compilation.fatal('rego_type_error', message, one.module, one.module.package.span);
  }
}

/** The rules that must not be below the rules of a node: all, or functions where the node's references hold variables. */
function rulesInside(node: RuleNode): readonly CompiledRule[] {
  if (node.children.size === 0) return [];
  const below = [...nodesBelow(node)].slice(1).flatMap((inner) => inner.rules);
  return node.rules.some((rule) => isGroundPath(rule.head.path)) ? below : below.filter(isFunctionRule);
}

function conflictLine(rule: CompiledRule, compilation: Compilation): string {
  return `\n  rule ${refText(rule, compilation)} at ${placeText(rule)}`;
}

function placeText(rule: CompiledRule): string {
  const { file, row } = locationOf(rule.module.source, rule.span.start);
  return `${file}:${row}`;
}

function refText(rule: CompiledRule, compilation: Compilation): string {
  return printTerm(renamedVars(fullRef(rule), compilation.rewritten));
}

function disagree(rules: readonly CompiledRule[]): boolean {
  const kinds = new Set(rules.map((rule) => (rule.head.key === undefined ? 'value' : 'members')));
  const arities = new Set(rules.map((rule) => rule.head.args.length));
  const complete = rules.filter((rule) => rule.head.key === undefined && isGroundPath(rule.head.path));
  const sets = rules.filter((rule) => rule.head.key !== undefined && isGroundPath(rule.head.path));
  const objects = rules.filter((rule) => rule.head.key !== undefined && !isGroundPath(rule.head.path));
  if (kinds.size > 1 || arities.size > 1) return true;
  if (complete.length > 0 && complete.length < rules.length) return true;
  return sets.length > 0 && objects.length > 0;
}

/** A rule must not stand where a package is. */
function checkPackage(module: CompiledModule, compilation: Compilation): void {
  for (const rule of module.rules) {
    if (!isGroundPath(rule.head.path)) continue;
    const ref = fullRef(rule);
    for (const other of compilation.modules) {
      if (other === module || !samePath(other.package.path, ref.path)) continue;
      const name = printTerm({
        ...ref,
        head: { type: 'var', name: rule.head.name, span: ref.span },
        path: rule.head.path,
      });
      const message = `package ${printTerm(other.package).replace(/^data\./, '')} conflicts with rule ${name} defined at ${placeText(rule)}`;
      compilation.fatal('rego_type_error', message, module, module.package.span);
    }
  }
}

function samePath(a: readonly { readonly type: string }[], b: readonly { readonly type: string }[]): boolean {
  return a.length === b.length && a.every((part, at) => sameText(part, b[at]));
}

function sameText(a: { readonly type: string }, b: { readonly type: string } | undefined): boolean {
  return 'value' in a && b !== undefined && 'value' in b && a.value === b.value;
}
