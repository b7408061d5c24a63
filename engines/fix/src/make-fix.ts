import type { Edit, Judgement } from '@bulwark/checks';
import { type Resource, resourceKey } from '@bulwark/model';
import type { Candidate } from './candidates.ts';
import { costOf, type Fix, type FixWorld, type ProofStep, type ProvenFix } from './fix.ts';
import { keyOf } from './fix-state.ts';
import { jsonPatch } from './json-patch.ts';

/** A candidate's edits on its object, which stands as the steps before it left it. */
export interface Step {
  readonly asked: Candidate;
  readonly edits: readonly Edit[];
  readonly before: Resource;
  readonly after: Resource;
}

export interface Closing {
  readonly world: FixWorld;
  /** The finding as it was before any fix, which has another place and id where a list lost elements since. */
  readonly originalOf: (judgement: Judgement) => Judgement | undefined;
  /** All findings that went with the steps. */
  readonly gone: readonly Judgement[];
  /** Takes those of them that no single step can be named for. */
  readonly alsoClosed: Judgement[];
}

/** One fix for each step that changes something; what goes beside its own finding counts for the nearest edit. */
export function fixesOf(
  steps: readonly Step[],
  proofs: readonly (readonly ProofStep[])[],
  closing: Closing,
): ProvenFix[] {
  const { world, gone, alsoClosed, originalOf } = closing;
  const made = steps.flatMap((step, index) =>
    step.before === step.after ? [] : [{ step, proof: proofs[index] ?? [] }],
  );
  const own = new Set(made.map(({ step }) => keyOf(step.asked.original)));
  const closes = made.map((): string[] => []);
  const byObject = Map.groupBy(made.keys(), (index) => resourceKey(made[index]?.step.before ?? noObject));
  for (const judgement of gone.flatMap((one) => originalOf(one) ?? [])) {
    if (own.has(keyOf(judgement))) continue;
    // What goes elsewhere can be told to come from an edit only where there is just one.
    const near = byObject.get(resourceKey(judgement.resource)) ?? (made.length === 1 ? [0] : []);
    const index = near.find((at) => touches(made[at]?.step, judgement)) ?? near[0];
    if (index === undefined) alsoClosed.push(judgement);
    else closes[index]?.push(world.idOf(judgement));
  }
  return made.map(({ step, proof }, index) => fixOf(step, proof, { closes: closes[index] ?? [], world }));
}

const noObject = { kind: '', namespace: '', name: '' };

function touches(step: Step | undefined, { problem }: Judgement): boolean {
  return (
    step?.edits.some(({ pointer }) => pointer.startsWith(problem.pointer) || problem.pointer.startsWith(pointer)) ??
    false
  );
}

/** The fix of one step, which closes its own finding and others that went with it. */
export function fixOf(
  { asked, edits, before, after }: Step,
  proof: readonly ProofStep[],
  { closes, world }: { readonly closes: readonly string[]; readonly world: FixWorld },
): ProvenFix {
  const { original, repair } = asked;
  return {
    judgement: original,
    edits,
    before,
    after,
    fix: {
      ...changesOf(before, after),
      summary: repair.summary,
      closes: [...new Set([world.idOf(original), ...closes])],
      cost: costOf(repair.disruption),
      disruption: repair.disruption,
      proof,
    },
  };
}

/** The same fix on another state of its object. */
export function onto(fix: ProvenFix, before: Resource, after: Resource): ProvenFix {
  return { ...fix, before, after, fix: { ...fix.fix, ...changesOf(before, after) } };
}

function changesOf({ ref, object }: Resource, after: Resource): Pick<Fix, 'changes' | 'rollback'> {
  return {
    changes: [{ op: 'patch', target: ref, patch: jsonPatch(object, after.object) }],
    rollback: [{ op: 'patch', target: ref, patch: jsonPatch(after.object, object) }],
  };
}
