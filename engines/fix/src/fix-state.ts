import type { CheckFailure, Judge, Judgement } from '@bulwark/checks';
import { type Resource, resourceKey } from '@bulwark/model';
import { pointerBefore } from './map-pointer.ts';

/** An object and what it is to become. */
export interface Replacement {
  readonly before: Resource;
  readonly after: Resource;
}

/** What changing objects did to what the checks find, in them and elsewhere. */
export interface Effect {
  /** Keys of the findings that are left in all objects that were judged again. */
  readonly remaining: ReadonlySet<string>;
  readonly gone: readonly Judgement[];
  readonly come: readonly Judgement[];
  /** Checks that could not judge afterwards what they could judge before. */
  readonly failures: readonly CheckFailure[];
}

/** Tells a finding from others while its object is edited: by check, object and the place before the edit. */
export function keyOf({ check, resource, problem }: Judgement, pointer = problem.pointer): string {
  return `${check.id}|${resourceKey(resource)}|${pointer}`;
}

/** The state that fixes are tried on: a Judge and what it finds, by object. */
export class FixState {
  readonly #judge: Judge;
  readonly #judgements: Map<string, Judgement[]>;
  readonly #failures: Map<string, CheckFailure[]>;

  constructor(judge: Judge) {
    this.#judge = judge;
    this.#judgements = Map.groupBy(judge.judgements(), ({ resource }) => resourceKey(resource));
    this.#failures = Map.groupBy(judge.failures(), ({ resource }) => resourceKey(resource));
  }

  judgements(): Judgement[] {
    return [...this.#judgements.values()].flat();
  }

  judgementsOf(resource: Resource): readonly Judgement[] {
    return this.#judgements.get(resourceKey(resource)) ?? [];
  }

  resource({ kind, namespace, name }: Resource): Resource | undefined {
    return this.#judge.snapshot.get(kind, namespace, name);
  }

  /** Puts objects in the place of those of the same names and says what that does. */
  replace(replacements: readonly Replacement[]): Effect {
    const affected = this.#judge.change(replacements.map(({ after }) => after));
    const oldJudgements = [...affected].flatMap((key) => this.#judgements.get(key) ?? []);
    const oldFailures = [...affected].flatMap((key) => this.#failures.get(key) ?? []);
    this.#take(affected);
    const newJudgements = [...affected].flatMap((key) => this.#judgements.get(key) ?? []);
    const newFailures = [...affected].flatMap((key) => this.#failures.get(key) ?? []);
    const failed = new Set(oldFailures.map(failureKey));
    return {
      ...compare(oldJudgements, newJudgements, keyAfter(replacements)),
      failures: newFailures.filter((failure) => !failed.has(failureKey(failure))),
    };
  }

  #take(affected: ReadonlySet<string>): void {
    for (const key of affected) {
      this.#judgements.delete(key);
      this.#failures.delete(key);
    }
    for (const judgement of this.#judge.judgements()) add(this.#judgements, judgement, affected);
    for (const failure of this.#judge.failures()) add(this.#failures, failure, affected);
  }
}

function add<T extends { readonly resource: Resource }>(
  into: Map<string, T[]>,
  item: T,
  affected: ReadonlySet<string>,
): void {
  const key = resourceKey(item.resource);
  if (!affected.has(key)) return;
  const list = into.get(key);
  if (list) list.push(item);
  else into.set(key, [item]);
}

function failureKey({ check, resource }: CheckFailure): string {
  return `${check.id}|${resourceKey(resource)}`;
}

function keyAfter(replacements: readonly Replacement[]): (judgement: Judgement) => string {
  const pointers = new Map(
    replacements.map(({ before, after }) => [resourceKey(after), pointerBefore(before.object, after.object)]),
  );
  return (judgement) => keyOf(judgement, pointers.get(resourceKey(judgement.resource))?.(judgement.problem.pointer));
}

function compare(
  old: readonly Judgement[],
  now: readonly Judgement[],
  keyNow: (judgement: Judgement) => string,
): Omit<Effect, 'failures'> {
  const oldByKey = Map.groupBy(old, (judgement) => keyOf(judgement));
  const nowByKey = Map.groupBy(now, keyNow);
  const gone = [...oldByKey].flatMap(([key, list]) => list.slice(nowByKey.get(key)?.length ?? 0));
  const come = [...nowByKey].flatMap(([key, list]) => list.slice(oldByKey.get(key)?.length ?? 0));
  return { gone, come, remaining: new Set(nowByKey.keys()) };
}
