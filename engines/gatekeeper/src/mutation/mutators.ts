import { groupOf, type Resource, record, refText, text, versionOf } from '@bulwark/model';
import { canonicalJson, type Diagnostic, type JsonObject } from '@bulwark/text';
import { matches, type Source, UnmatchableError } from '../constraint/matches.ts';
import { diagnosed } from '../diagnosed.ts';
import { appliesTo } from '../expansion/expansion-template.ts';
import { changeAt, MutationError } from './change-at.ts';
import { type Mutator, operations } from './mutator.ts';
import { readMutator } from './read-mutator.ts';
import { schemaConflicts } from './schema-conflicts.ts';

export interface Mutable {
  readonly object: JsonObject;
  readonly namespace?: JsonObject | undefined;
  /** `Original` unless told. */
  readonly source?: Source;
  /** Without one, only mutators act that act at every operation. */
  readonly operation?: string | undefined;
}

/** The changed object, the very same where nothing acts on it; or in words why Gatekeeper would reject it. */
export type Mutation =
  | { readonly object: JsonObject; readonly applied: readonly Mutator[] }
  | { readonly problem: string; readonly mutator?: Mutator };

/** Mutators, applied in the order of kind and name until nothing changes. */
export class Mutators {
  readonly #byId = new Map<string, Mutator>();
  #ordered: readonly Mutator[] = [];

  /** Adds a mutator or replaces it. Those that disagree on an object's schema are told, and none of them acts. */
  add(resource: Resource): readonly Diagnostic[] {
    const { mutator, diagnostics } = readMutator(resource);
    if (mutator === undefined) return diagnostics;
    this.#byId.set(idOf(mutator), mutator);
    const conflicts = this.#arrange();
    if (!conflicts.has(mutator)) return diagnostics;
    const others = [...conflicts].filter((one) => one !== mutator).map((one) => `${one.kind} ${one.name}`);
    const message = `${mutator.kind} ${mutator.name}: conflicting schemas with ${others.join(', ')}; none of them is applied`;
    return [...diagnostics, diagnosed(resource, { code: 'mutator-conflict', pointer: '/spec/location', message })];
  }

  remove(kind: string, name: string): void {
    this.#byId.delete(`${kind}/${name}`);
    this.#arrange();
  }

  /** Applies what is for an object, again and again until it rests. */
  mutate(mutable: Mutable): Mutation {
    let { object } = mutable;
    const applied = new Set<Mutator>();
    for (let round = 0; round <= this.#byId.size; round++) {
      const before = object;
      for (const mutator of this.#ordered) {
        const result = applyOne(mutator, { ...mutable, object });
        if (typeof result === 'string') return { problem: result, mutator };
        if (result === undefined) continue;
        object = result;
        applied.add(mutator);
      }
      if (object === before || canonicalJson(object) === canonicalJson(before))
        return round === 0 ? { object: mutable.object, applied: [] } : { object: before, applied: [...applied] };
    }
    return { problem: `mutation not converging for ${nameOf(mutable.object)} after ${this.#byId.size + 1} rounds` };
  }

  #arrange(): ReadonlySet<Mutator> {
    const all = [...this.#byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mutator]) => mutator);
    const conflicts = schemaConflicts(all);
    this.#ordered = all.filter((one) => !conflicts.has(one));
    return conflicts;
  }
}

function idOf({ kind, name }: Mutator): string {
  return `${kind}/${name}`;
}

function nameOf({ apiVersion, kind, metadata }: JsonObject): string {
  return refText({
    apiVersion: text(apiVersion) ?? '',
    kind: text(kind) ?? '',
    name: text(record(metadata)['name']) ?? '',
  });
}

/** The changed object, undefined where the mutator is not for it, or in words why it cannot be told or done. */
function applyOne(mutator: Mutator, mutable: Mutable): JsonObject | undefined | string {
  const { object, namespace, source } = mutable;
  try {
    if (!isForKind(mutator, mutable)) return undefined;
    if (!matches(mutator.match, { object, namespace, source: source ?? 'Original' })) return undefined;
    const { location, tests } = mutator;
    return changeAt(object, { location, tests, change: mutator.changeOf(object) });
  } catch (error) {
    const what = `${mutator.kind} ${mutator.name} for ${nameOf(object)}`;
    if (error instanceof UnmatchableError) return `matching of ${what} failed: ${error.message}`;
    if (error instanceof MutationError) return `mutation by ${what} failed: ${error.message}`;
    throw error;
  }
}

/** The kind and the operation must be those of one entry. */
function isForKind({ applyTo }: Mutator, { object, operation }: Mutable): boolean {
  if (applyTo === undefined) return true;
  const apiVersion = text(object['apiVersion']) ?? '';
  const kind = { group: groupOf(apiVersion), version: versionOf(apiVersion), kind: text(object['kind']) ?? '' };
  return applyTo.some((one) => {
    if (!appliesTo(one, kind)) return false;
    if (operation === undefined || operation === '') return one.operations.length === operations.length;
    return one.operations.some((known) => known === operation);
  });
}
