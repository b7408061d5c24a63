import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { type Location, locationText, type Step } from './location.ts';
import type { Condition, PathTests } from './path-tests.ts';

/** Thrown where an object is not as a mutator's location says; the door makes a rejection of it. */
export class MutationError extends Error {}

/** What a mutator does at the end of its location. */
export interface Change {
  /** The new value of a field; undefined leaves it as it is. */
  readonly value: (current: JsonValue | undefined) => JsonValue | undefined;
  /** The new element of a list; undefined: it changes no lists. */
  readonly element: JsonValue | undefined;
}

export interface Target {
  readonly location: Location;
  readonly tests: PathTests;
  readonly change: Change;
}

/** A changed copy that shares what is not changed; undefined where path tests or empty lists forbid the change. */
export function changeAt(object: JsonObject, target: Target): JsonObject | undefined {
  const changed = changedAt(object, target, 0);
  return isObject(changed) ? changed : undefined;
}

function changedAt(current: JsonValue, target: Target, depth: number): JsonValue | undefined {
  const step = target.location[depth];
  if (step === undefined) return undefined;
  return step.type === 'field'
    ? changedField(current, target, { step, depth })
    : changedList(current, target, { step, depth });
}

interface At<Kind extends Step['type']> {
  readonly step: Extract<Step, { readonly type: Kind }>;
  readonly depth: number;
}

function changedField(current: JsonValue, target: Target, { step, depth }: At<'field'>): JsonValue | undefined {
  if (!isObject(current)) throw mismatch('an object', current, target, depth);
  const found = Object.hasOwn(current, step.name) ? current[step.name] : undefined;
  if (!allows(target, depth, found !== undefined)) return undefined;
  if (depth === target.location.length - 1) {
    const value = target.change.value(found);
    return value === undefined ? current : withField(current, step.name, value);
  }
  const next = changedAt(found ?? missingAt(target, depth), target, depth + 1);
  return next === undefined ? undefined : withField(current, step.name, next);
}

function withField(object: JsonObject, name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([...Object.entries(object), [name, value]]);
}

function changedList(current: JsonValue, target: Target, { step, depth }: At<'element'>): JsonValue | undefined {
  if (!isList(current)) throw mismatch('a list', current, target, depth);
  if (depth === target.location.length - 1) return withElement(current, target, { step, depth });
  const isGlob = step.value === undefined;
  const isMine = (element: JsonValue): boolean => isGlob || keyOf(element, step.key) === step.value;
  const hasMine = isGlob || current.some(isMine);
  if (!allows(target, depth, hasMine)) return undefined;
  let isChanged = false;
  const elements = (hasMine ? current : [...current, missingAt(target, depth)]).map((element) => {
    const changed = isMine(element) ? changedAt(element, target, depth + 1) : undefined;
    isChanged ||= changed !== undefined;
    return changed ?? element;
  });
  return isChanged ? elements : undefined;
}

function keyOf(element: JsonValue, key: string): JsonValue | undefined {
  return isObject(element) && Object.hasOwn(element, key) ? element[key] : undefined;
}

/** The location ends at an element: it takes the place of the one with its key, or joins the list. */
function withElement(
  current: readonly JsonValue[],
  target: Target,
  { step, depth }: At<'element'>,
): JsonValue | undefined {
  const { element } = target.change;
  if (!isObject(element)) throw new MutationError(`${locationText(target.location)}: only an object can be an element`);
  const wrong = current.find((one) => !isObject(one));
  if (wrong !== undefined) throw mismatch('a list of objects', current, target, depth);
  const index = current.findIndex((one) => keyOf(one, step.key) === step.value);
  if (!allows(target, depth, index !== -1)) return undefined;
  return index === -1 ? [...current, element] : current.with(index, element);
}

/** What stands where nothing is yet: an empty list or object, with its key where it is an element. */
function missingAt({ location }: Target, depth: number): JsonValue {
  const step = location[depth];
  const next = location[depth + 1];
  if (next?.type === 'element') return [];
  return step?.type === 'element' && step.value !== undefined ? { [step.key]: step.value } : {};
}

function allows({ tests }: Target, depth: number, exists: boolean): boolean {
  const wanted: Condition | undefined = tests.get(depth);
  return wanted === undefined || (wanted === 'MustExist') === exists;
}

function mismatch(wanted: string, found: JsonValue, { location }: Target, depth: number): MutationError {
  const what = found === null ? 'null' : isList(found) ? 'a list' : isObject(found) ? 'an object' : `a ${typeof found}`;
  return new MutationError(
    `${locationText(location.slice(0, depth)) || 'the object'}: expected ${wanted}, found ${what}`,
  );
}
