import type { Judgement } from '@bulwark/checks';
import { refText } from '@bulwark/model';
import { type Digest, findingId } from './finding-id.ts';
import type { Subject, Subjects } from './subject.ts';

/** One cause: a judgement with the object it belongs to and the id that stays the same tomorrow. */
export interface Cause {
  readonly id: string;
  readonly subject: Subject;
  readonly judgement: Judgement;
}

/**
 * One cause per check, top owner and evidence element: what a ReplicaSet or Pod shares with its owner adds none. Of
 * several the owner's own judgement stays, else that of the first object by name.
 */
export function causesOf(judgements: Iterable<Judgement>, subjects: Subjects, digest: Digest): Cause[] {
  const causes = new Map<string, Cause>();
  for (const judgement of judgements) {
    const { check, resource, problem } = judgement;
    const subject = subjects.of(resource);
    const pointer = subject.named(problem.pointer);
    const id = findingId({ checkId: check.id, ownerParts: subject.idParts, pointer }, digest);
    const cause = { id, subject, judgement };
    const known = causes.get(id);
    if (known === undefined || isBetter(cause, known)) causes.set(id, cause);
  }
  return [...causes.values()];
}

function isBetter(cause: Cause, known: Cause): boolean {
  const depth = depthOf(cause) - depthOf(known);
  if (depth !== 0) return depth < 0;
  return refText(cause.judgement.resource.ref) < refText(known.judgement.resource.ref);
}

function depthOf({ judgement, subject }: Cause): number {
  return judgement.resource === subject.owner.resource ? 0 : 1;
}
