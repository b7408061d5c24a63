import type { Judgement } from '@bulwark/checks';
import { type ResourceRef, refText } from '@bulwark/model';
import { type Digest, findingId } from './finding-id.ts';
import type { Subject, Subjects } from './subject.ts';

/** One cause: a judgement with the object it belongs to and the id that stays the same tomorrow. */
export interface Cause {
  readonly id: string;
  readonly subject: Subject;
  readonly judgement: Judgement;
}

/** The cause behind one judgement. */
export function causeOf(judgement: Judgement, subjects: Subjects, digest: Digest): Cause {
  const { check, resource, problem } = judgement;
  const subject = subjects.of(resource);
  const parts = { checkId: check.id, ownerParts: subject.idParts, pointer: subject.named(problem.pointer) };
  return { id: findingId(parts, digest), subject, judgement };
}

/**
 * One of each cause, made into what `make` says, as it goes: one cause per check, top owner and evidence element, so
 * that what a ReplicaSet or Pod shares with its owner adds none. Of several the owner's own judgement stays, else that
 * of the first object by name.
 */
export function eachCause<T>(
  judgements: Iterable<Judgement>,
  world: { readonly subjects: Subjects; readonly digest: Digest },
  make: (cause: Cause) => T | undefined,
): T[] {
  const made: (T | undefined)[] = [];
  const known = new Map<string, Standing & { readonly index: number }>();
  for (const judgement of judgements) {
    const cause = causeOf(judgement, world.subjects, world.digest);
    const standing = standingOf(cause);
    const twin = known.get(cause.id);
    if (twin !== undefined && !isBetter(standing, twin)) continue;
    const index = twin?.index ?? made.length;
    made[index] = make(cause);
    known.set(cause.id, { ...standing, index });
  }
  return made.filter((one) => one !== undefined);
}

/** How near a judged object is to the top owner, and its name. */
interface Standing {
  readonly depth: number;
  readonly ref: ResourceRef;
}

function standingOf({ judgement: { resource }, subject }: Cause): Standing {
  return { depth: resource === subject.owner.resource ? 0 : 1, ref: resource.ref };
}

function isBetter(one: Standing, known: Standing): boolean {
  if (one.depth !== known.depth) return one.depth < known.depth;
  return one.ref !== known.ref && refText(one.ref) < refText(known.ref);
}
