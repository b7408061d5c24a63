import type { Judgement } from '@bulwark/checks';
import { type Severity, severities } from '@bulwark/model';
import { jsonText } from '@bulwark/text';
import { costOf, type FixWorld, type Unfixed } from './fix.ts';
import { type EditRepair, repairOf } from './repair-of.ts';

/** A finding with the edits that are to close it. */
export interface Candidate {
  readonly judgement: Judgement;
  /** The finding as it was before any fix: a list that lost elements since gave it another place and id. */
  readonly original: Judgement;
  readonly repair: EditRepair;
}

export interface Candidates {
  /** In the order in which they are to be tried. */
  readonly candidates: readonly Candidate[];
  readonly unfixed: readonly Unfixed[];
}

/** Those of a list of findings that have edits, by severity, cost, size and id; and the others with the reason. */
export function candidatesOf(
  judgements: readonly Judgement[],
  world: FixWorld,
  originalOf: (judgement: Judgement) => Judgement | undefined,
): Candidates {
  const candidates: Candidate[] = [];
  const unfixed: Unfixed[] = [];
  for (const judgement of judgements) {
    const repair = repairOf(judgement, world);
    const original = originalOf(judgement) ?? judgement;
    if (typeof repair === 'string') unfixed.push({ judgement: original, reason: repair });
    else candidates.push({ judgement, original, repair });
  }
  return { candidates: inOrder(candidates, world), unfixed };
}

const rank: ReadonlyMap<Severity, number> = new Map(severities.map((severity, index) => [severity, index]));

function inOrder(candidates: readonly Candidate[], world: FixWorld): readonly Candidate[] {
  const sortable = candidates.map((candidate) => ({
    candidate,
    severity: rank.get(candidate.judgement.check.severity) ?? 0,
    cost: costOf(candidate.repair.disruption),
    size: sizeOf(candidate),
    id: world.idOf(candidate.original),
  }));
  sortable.sort(
    (a, b) => a.severity - b.severity || a.cost - b.cost || a.size - b.size || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  return sortable.map(({ candidate }) => candidate);
}

function sizeOf({ repair }: Candidate): number {
  return repair.edits.reduce(
    (size, edit) => size + edit.pointer.length + ('value' in edit ? jsonText(edit.value).length : 0),
    0,
  );
}
