import type { Judgement, SnapshotLookup } from '@bulwark/checks';
import { groupOf, refText, type TopOwner } from '@bulwark/model';
import { type Digest, findingId, namedPointer } from './finding-id.ts';

/** One cause: a judgement with the top owner it belongs to and the id that stays the same tomorrow. */
export interface Cause {
  readonly id: string;
  readonly owner: TopOwner;
  readonly judgement: Judgement;
}

/**
 * One cause per check, top owner and evidence element: what a ReplicaSet or Pod shares with its owner adds none. Of
 * several the owner's own judgement stays, else that of the first object by name.
 */
export function causesOf(judgements: Iterable<Judgement>, lookup: SnapshotLookup, digest: Digest): Cause[] {
  const causes = new Map<string, Cause>();
  for (const judgement of judgements) {
    const cause = causeOf(judgement, lookup, digest);
    const known = causes.get(cause.id);
    if (known === undefined || isBetter(cause, known)) causes.set(cause.id, cause);
  }
  return [...causes.values()];
}

function causeOf(judgement: Judgement, lookup: SnapshotLookup, digest: Digest): Cause {
  const { check, resource } = judgement;
  const owner = resource.templates.length > 0 ? lookup.owner(resource) : ownerItself(judgement);
  const id = findingId(
    {
      checkId: check.id,
      group: groupOf(owner.apiVersion),
      kind: owner.kind,
      namespace: owner.namespace,
      ownerName: owner.name,
      pointer: pointerInOwner(judgement, owner),
    },
    digest,
  );
  return { id, owner, judgement };
}

function ownerItself({ resource }: Judgement): TopOwner {
  return { resource, ...resource.ref, namespace: resource.namespace };
}

/** A pod's pointer as it would stand in its owner's template, so that both are one finding. */
function pointerInOwner({ resource, problem }: Judgement, owner: TopOwner): string {
  const named = namedPointer(resource.object, problem.pointer);
  const own = resource.templates.find((template) => problem.pointer.startsWith(template.pointer))?.pointer;
  const top = owner.resource?.templates[0]?.pointer;
  if (owner.resource === resource || own === undefined || top === undefined) return named;
  return `${top}${named.slice(own.length)}`;
}

function isBetter(cause: Cause, known: Cause): boolean {
  const depth = (one: Cause): number => (one.judgement.resource === one.owner.resource ? 0 : 1);
  if (depth(cause) !== depth(known)) return depth(cause) < depth(known);
  return refText(cause.judgement.resource.ref) < refText(known.judgement.resource.ref);
}
