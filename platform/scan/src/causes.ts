import type { Judgement } from '@bulwark/checks';
import { type Resource, type ResourceRef, refText } from '@bulwark/model';
import { type Digest, findingId } from './finding-id.ts';
import type { Subjects, Workpiece } from './subject.ts';

/** One cause: a judgement with the object it belongs to and the id that stays the same tomorrow. */
export interface Cause {
  readonly id: string;
  readonly workpiece: Workpiece;
  readonly judgement: Judgement;
}

/** The cause behind one judgement. */
export function causeOf(judgement: Judgement, subjects: Subjects, digest: Digest): Cause {
  const { check, resource, problem } = judgement;
  const workpiece = subjects.of(resource);
  const parts = { checkId: check.id, ownerParts: workpiece.idParts, pointer: workpiece.named(problem.pointer) };
  return { id: findingId(parts, digest), workpiece, judgement };
}

/**
 * Collects one of each cause, made into what `make` says, as it goes: one cause per check, top owner and evidence
 * element, so that what a ReplicaSet or Pod shares with its owner adds none. Of several the owner's own judgement
 * stays, else that of the first object by name.
 */
export class Causes<T> {
  readonly #podOwners: ReadonlySet<string>;
  readonly #make: (cause: Cause) => T | undefined;
  readonly #made: (T | undefined)[] = [];
  /** Causes that other objects may have too. */
  readonly #shared: Map<string, Standing & { readonly index: number }> = new Map();
  /** Those of the last object, whose checks may say the same twice. */
  readonly #own: Set<string> = new Set();
  #last: Resource | undefined;

  /** `podOwners`: the `idParts` of owners whose pods are judged too. */
  constructor(podOwners: ReadonlySet<string>, make: (cause: Cause) => T | undefined) {
    this.#podOwners = podOwners;
    this.#make = make;
  }

  add(cause: Cause): void {
    if (this.#podOwners.has(cause.workpiece.idParts)) this.#addShared(cause);
    else if (this.#isNew(cause)) this.#made.push(this.#make(cause));
  }

  made(): T[] {
    return this.#made.filter((one) => one !== undefined);
  }

  #isNew({ id, workpiece }: Cause): boolean {
    const { resource } = workpiece.subject;
    if (this.#last !== resource) this.#own.clear();
    this.#last = resource;
    if (this.#own.has(id)) return false;
    this.#own.add(id);
    return true;
  }

  #addShared(cause: Cause): void {
    const standing = standingOf(cause);
    const twin = this.#shared.get(cause.id);
    if (twin !== undefined && !isBetter(standing, twin)) return;
    const index = twin?.index ?? this.#made.length;
    this.#made[index] = this.#make(cause);
    this.#shared.set(cause.id, { ...standing, index });
  }
}

/** How near a judged object is to the top owner, and its name. */
interface Standing {
  readonly depth: number;
  readonly ref: ResourceRef;
}

function standingOf({ judgement: { resource }, workpiece }: Cause): Standing {
  return { depth: resource === workpiece.owner.resource ? 0 : 1, ref: resource.ref };
}

function isBetter(one: Standing, known: Standing): boolean {
  if (one.depth !== known.depth) return one.depth < known.depth;
  return one.ref !== known.ref && refText(one.ref) < refText(known.ref);
}
