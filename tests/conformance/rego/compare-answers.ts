import { isList, isObject, type JsonObject, type JsonValue, jsonText } from '@bulwark/text';
import { compare } from '../../../languages/rego/src/values/compare.ts';
import { equal } from '../../../languages/rego/src/values/equal.ts';
import type { Answer } from './oracle/question.ts';

/** How two answers to a question differ; undefined where they are the same in results, definedness and class of error. */
export function difference(ours: Answer, theirs: Answer): string | undefined {
  if (isBeyondComparison(theirs)) return undefined;
  const [our, their] = [classOf(ours), classOf(theirs)];
  if (our !== their) return `class: ${our} instead of ${their}`;
  const wanted = theirs.result.map(solutionOf).sort(compare);
  const found = ours.result.map((one) => withoutGenerated(one)).sort(compare);
  if (wanted.length !== found.length) return `solutions: ${found.length} instead of ${wanted.length}`;
  return equal(wanted, found) ? undefined : `result: ${brief(found)} instead of ${brief(wanted)}`;
}

/** Whether OPA gave up, or fell over itself: nothing to be compared with. */
export function isBeyondComparison({ errors }: Answer): boolean {
  return errors.some(({ code }) => code === 'eval_cancel_error' || code === 'panic');
}

/** The codes of an answer's errors; `defined` or `undefined` without. */
export function classOf({ errors, result }: Answer): string {
  if (errors.length > 0) return [...new Set(errors.map(({ code }) => code))].sort().join('+');
  return result.length > 0 ? 'defined' : 'undefined';
}

function solutionOf(one: JsonObject): JsonObject {
  const { expressions, bindings } = one;
  const values = isList(expressions)
    ? expressions.map((given) => (isObject(given) ? (given['value'] ?? null) : null))
    : [];
  return withoutGenerated({ expressions: values, bindings: isObject(bindings) ? bindings : {} });
}

function withoutGenerated({ expressions, bindings }: JsonObject): JsonObject {
  const named = Object.entries(isObject(bindings) ? bindings : {}).filter(([name]) => !name.startsWith('__local'));
  return { expressions: expressions ?? [], bindings: Object.fromEntries(named) };
}

function brief(value: JsonValue): string {
  return jsonText(value).slice(0, 400);
}
