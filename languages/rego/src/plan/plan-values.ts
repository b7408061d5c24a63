import type { RefTerm, Term } from '../ast/ast.ts';
import { dottedName } from '../compile/build-terms.ts';
import { constantValue } from '../compile/constant-value.ts';
import type { Value } from './plan.ts';

/** What stands under keys of a value. */
export function selected(of: Value, keys: readonly Value[]): Value {
  if (keys.length === 0) return of;
  if (of.op === 'document') return { ...of, keys };
  return of.op === 'base' ? { ...of, path: [...of.path, ...keys] } : { op: 'select', of, keys };
}

/** The constant parts of a path as values. */
export function constants(path: readonly Term[]): Value[] {
  return path.flatMap((part) => {
    const value = constantValue(part);
    return value === undefined ? [] : [{ op: 'constant', value }];
  });
}

/** A path of plain texts; undefined where there is anything else in it. */
export function texts(path: readonly Term[]): readonly string[] | undefined {
  const found = path.flatMap((part) => (part.type === 'string' ? [part.value] : []));
  return found.length === path.length ? found : undefined;
}

/** A key that finds elements of arrays and values of objects in base data. */
export function isLikeIndex(part: Term): boolean {
  return part.type === 'number' || (part.type === 'string' && /^[-+]?[0-9]*\.?0*$/.test(part.value));
}

/** The name under which calls are replaced. */
export function calledName(operator: RefTerm): string {
  return dottedName(operator) ?? '';
}
