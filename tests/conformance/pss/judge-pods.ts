import { applyEdits, checks, type Edit, Judge, type Judgement, selectChecks } from '@bulwark/checks';
import { type Resource, Snapshot, toResource } from '@bulwark/model';
import { snapshotOf } from '@bulwark/testkit';

export interface Policy {
  readonly level: 'baseline' | 'restricted';
  readonly minor: number;
}

/** What the checks that `--check pss:LEVEL` selects find; a check that crashes is a failed test. */
export function judgePods(resources: readonly Resource[], { level, minor }: Policy): readonly Judgement[] {
  const selected = selectChecks(checks, { include: [`pss:${level}`] }).checks;
  const snapshot = Snapshot.of(resources, snapshotOf([]).info);
  const judged = new Judge(snapshot, { checks: selected, kubeMinor: minor, at: 0 });
  for (const { check, error } of judged.failures()) throw new Error(`${check.id} crashed`, { cause: error });
  return [...judged.judgements()];
}

/**
 * The object with every repair applied: one check after the other, judged anew each time, since pointers into a list are
 * those of the object that was judged, and since one repair can make another possible.
 */
export function repaired(given: Resource, policy: Policy): Resource {
  const edits = nextRepair(given, judgePods([given], policy));
  const next = edits && toResource(applyEdits(given.object, edits));
  return next ? repaired(next, policy) : given;
}

/** The edits of the first check that has some. */
function nextRepair(resource: Resource, found: readonly Judgement[]): readonly Edit[] | undefined {
  for (const { repair, id } of new Set(found.map(({ check }) => check))) {
    const edits = found.flatMap(({ check, problem }) => {
      const made = check.id === id && repair.kind === 'edit' ? repair.edits(problem, resource) : [];
      return typeof made === 'string' ? [] : made;
    });
    if (edits.length > 0) return edits;
  }
  return undefined;
}
