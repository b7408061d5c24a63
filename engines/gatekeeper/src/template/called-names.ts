import { type Module, type RefTerm, visit } from '@bulwark/rego';

/** Dotted names of what a module calls: `http.send`, `external_data`, its own functions. */
export function calledNames(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const rule of module.rules) {
    visit(rule, (node) => {
      if (node.type === 'call' || node.type === 'callExpr') names.add(dottedName(node.operator));
      return undefined;
    });
  }
  return names;
}

function dottedName({ head, path }: RefTerm): string {
  const parts = [head, ...path].map((term) => {
    if (term.type === 'var') return term.name;
    return term.type === 'string' ? term.value : '[…]';
  });
  return parts.join('.');
}
