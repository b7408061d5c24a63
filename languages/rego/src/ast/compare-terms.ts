import { compareNumbers, compareText } from '../values/compare.ts';
import type { Term } from './ast.ts';
import { printTerm } from './print-term.ts';

/** OPA's order of terms; those of the same composite type that are no lists, by their text. 0 for the same value. */
export function compareTerms(a: Term, b: Term): number {
  if (a.type === 'number' && b.type === 'number') return compareNumbers(a.value, b.value);
  if (a.type === 'string' && b.type === 'string') return compareText(a.value, b.value);
  if (a.type === 'array' && b.type === 'array') return compareLists(a.items, b.items);
  if (a.type === 'ref' && b.type === 'ref') return compareLists([a.head, ...a.path], [b.head, ...b.path]);
  return order.indexOf(a.type) - order.indexOf(b.type) || compareText(printTerm(a), printTerm(b));
}

function compareLists(a: readonly Term[], b: readonly Term[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = compareTerms(item, other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const order: readonly Term['type'][] = [
  'null',
  'boolean',
  'number',
  'string',
  'templateString',
  'var',
  'ref',
  'array',
  'object',
  'set',
  'arrayComprehension',
  'objectComprehension',
  'setComprehension',
  'call',
];
