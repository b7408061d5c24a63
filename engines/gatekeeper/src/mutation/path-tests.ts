import { items, record, text } from '@bulwark/model';
import { canonicalJson, type JsonValue } from '@bulwark/text';
import { isSameStep, type Location, locationText, parseLocation } from './location.ts';

export type Condition = 'MustExist' | 'MustNotExist';

/** What must or must not be there for a mutator to act, by index of the step in its location. */
export type PathTests = ReadonlyMap<number, Condition>;

/** Reads `pathTests`: each `subPath` is a beginning of the location. Gives in words what is wrong. */
export function readPathTests(value: JsonValue | undefined, location: Location): PathTests | string {
  const tests = new Map<number, Condition>();
  for (const item of items(value)) {
    const { subPath, condition } = record(item);
    const parsed = parseLocation(text(subPath) ?? '');
    if ('problem' in parsed) return `subPath ${canonicalJson(subPath ?? '')}: ${parsed.problem}`;
    const path = parsed.location;
    const isPrefix = path.length <= location.length && path.every((step, at) => isSame(step, location[at]));
    if (!isPrefix || path.length === 0)
      return `subPath ${locationText(path)} is no beginning of ${locationText(location)}`;
    if (condition !== 'MustExist' && condition !== 'MustNotExist')
      return `condition: expected MustExist or MustNotExist, found ${canonicalJson(condition ?? '')}`;
    const known = tests.get(path.length - 1);
    if (known !== undefined && known !== condition) return `${locationText(path)} is to exist and not to exist`;
    tests.set(path.length - 1, condition);
  }
  const firstMissing = Math.min(...[...tests].filter(([, one]) => one === 'MustNotExist').map(([depth]) => depth));
  const below = [...tests].find(([depth, one]) => one === 'MustExist' && depth > firstMissing);
  if (below === undefined) return tests;
  return `${locationText(location.slice(0, below[0] + 1))} is to exist, and what it stands in is not`;
}

function isSame(step: Location[number], other: Location[number] | undefined): boolean {
  return other !== undefined && isSameStep(step, other);
}
