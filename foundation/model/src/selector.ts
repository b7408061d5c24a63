import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { items, own, record, text, texts } from './fields.ts';

/** Whether labels match; undefined where the selector itself is one the API server refuses. */
export type SelectorVerdict = boolean | undefined;

/**
 * Judges a LabelSelector (`matchLabels`, `matchExpressions`) as the API server does: an empty one matches everything,
 * an absent one nothing.
 */
export function matchesSelector(selector: JsonValue | undefined, labels: JsonObject): SelectorVerdict {
  if (!isObject(selector)) return false;
  let matches = Object.entries(record(selector['matchLabels'])).every(([key, value]) => own(labels, key) === value);
  // All expressions are looked at: one that is refused spoils the selector whatever the others say.
  for (const expression of items(selector['matchExpressions'])) {
    const verdict = matchesExpression(record(expression), labels);
    if (verdict === undefined) return undefined;
    matches &&= verdict;
  }
  return matches;
}

/** Judges a plain map selector, as Services and ReplicationControllers have: an empty one selects nothing. */
export function matchesMap(selector: JsonValue | undefined, labels: JsonObject): boolean {
  const wanted = Object.entries(record(selector));
  return wanted.length > 0 && wanted.every(([key, value]) => own(labels, key) === value);
}

function matchesExpression(expression: JsonObject, labels: JsonObject): SelectorVerdict {
  const key = text(expression['key']);
  if (!key) return undefined;
  const value = text(own(labels, key));
  const values = texts(expression['values']);
  switch (expression['operator']) {
    case 'In':
      return values.length === 0 ? undefined : value !== undefined && values.includes(value);
    case 'NotIn':
      return values.length === 0 ? undefined : value === undefined || !values.includes(value);
    case 'Exists':
      return values.length > 0 ? undefined : value !== undefined;
    case 'DoesNotExist':
      return values.length > 0 ? undefined : value === undefined;
    default:
      return undefined;
  }
}

/** A selector that matches every label set: `{}`. */
export function selectsEverything(selector: JsonValue | undefined): boolean {
  if (!isObject(selector)) return false;
  return Object.keys(record(selector['matchLabels'])).length === 0 && items(selector['matchExpressions']).length === 0;
}
