import type { Span, Term } from '../ast/ast.ts';
import { numberText } from '../values/number.ts';
import { entriesInOrder } from '../values/object.ts';
import { membersInOrder } from '../values/set.ts';
import { isArray, isNumber, isSet, type RegoValue } from '../values/value.ts';

/** The term that a value is written as. */
export function termOf(value: RegoValue, span: Span): Term {
  if (value === null) return { type: 'null', span };
  if (typeof value === 'boolean') return { type: 'boolean', value, span };
  if (typeof value === 'string') return { type: 'string', value, span };
  if (isNumber(value)) return { type: 'number', text: numberText(value), value, span };
  if (isArray(value)) return { type: 'array', items: value.map((item) => termOf(item, span)), span };
  if (isSet(value)) return { type: 'set', items: membersInOrder(value).map((item) => termOf(item, span)), span };
  const entries = entriesInOrder(value).map(([key, inner]) => ({ key: termOf(key, span), value: termOf(inner, span) }));
  return { type: 'object', entries, span };
}
