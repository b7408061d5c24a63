import { type Check, type CheckFailure, checks } from '@bulwark/checks';
import type { Coverage, Resource, Skipped, Snapshot } from '@bulwark/model';

const mostNamed = 100;

export interface CoverageInput {
  readonly snapshot: Snapshot;
  readonly evaluated: readonly Check[];
  /** What the user asked for; the difference to `evaluated` has to be said. */
  readonly wanted: readonly Check[];
  readonly failures: readonly CheckFailure[];
  readonly selected: ((resource: Resource) => boolean) | undefined;
}

/** What was judged and what was not, and why. */
export function coverageOf(input: CoverageInput): Coverage {
  const { snapshot, evaluated, failures } = input;
  const objects = countOf(input);
  const skipped = [
    ...snapshot.info.skipped,
    ...blindChecks(input),
    ...failuresOf(failures),
    ...(objects === 0 ? [nothingThere(snapshot)] : []),
  ];
  return {
    complete: skipped.length === 0,
    evaluated: {
      objects,
      checks: evaluated.map(({ id, version }) => ({ id, version })),
      withoutChecks: withoutChecks(input),
    },
    skipped,
  };
}

function countOf({ snapshot, selected }: CoverageInput): number {
  if (selected === undefined) return snapshot.size;
  let count = 0;
  for (const resource of snapshot.resources()) if (selected(resource)) count++;
  return count;
}

/** Why a kind is not known in full, as far as its own line says. */
function reasonFor(kind: string, { info }: Snapshot): Skipped['reason'] {
  const [name = kind] = kind.split('.');
  const line = info.skipped.find(({ what }) => what.toLowerCase().includes(name.toLowerCase()));
  // Nothing failed: the user asked for less, by namespace or kind.
  return line?.reason ?? 'unsupported';
}

/** Checks that need to know a kind in full which could not be read in full. */
function blindChecks({ snapshot, wanted }: CoverageInput): Skipped[] {
  return snapshot.info.incompleteKinds.flatMap((kind) => {
    const checks = wanted.filter((check) => check.needs?.includes(kind)).map((check) => check.id);
    if (checks.length === 0) return [];
    return [
      {
        what: `${checks.length === 1 ? 'a check that needs' : `${checks.length} checks that need`} every ${kind}`,
        reason: reasonFor(kind, snapshot),
        detail: `${kind} objects were not read in full, so not assessed: ${checks.slice(0, 3).join(', ')}${checks.length > 3 ? ' …' : ''}`,
        count: checks.length,
        checks: checks.slice(0, mostNamed),
      },
    ];
  });
}

function failuresOf(failures: readonly CheckFailure[]): Skipped[] {
  const byCheck = Map.groupBy(failures, (failure) => failure.check.id);
  return [...byCheck].map(([id, list]) => ({
    what: `check ${id}`,
    reason: 'error' as const,
    detail: `it crashed: ${messageOf(list[0]?.error)}; this is a bug of ours, please report it`,
    count: list.length,
    objects: list.slice(0, mostNamed).map((failure) => failure.resource.ref),
    checks: [id],
  }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function nothingThere(snapshot: Snapshot): Skipped {
  return {
    what: snapshot.info.name === '' ? 'the input' : snapshot.info.name,
    reason: 'empty',
    detail: 'no Kubernetes object was found, so nothing was judged',
    count: 1,
  };
}

/** Kinds that no check is about, chosen or not; no gap, but said. */
function withoutChecks({ snapshot }: CoverageInput): Coverage['evaluated']['withoutChecks'] {
  const known = new Set(checks.flatMap((check) => (Array.isArray(check.appliesTo) ? [...check.appliesTo] : [])));
  const counts = new Map<string, number>();
  for (const kind of snapshot.kinds()) {
    if (known.has(kind)) continue;
    for (const resource of snapshot.list(kind)) {
      if (resource.templates.length > 0) continue;
      const what = `${resource.ref.apiVersion} ${resource.ref.kind}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  }
  return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => (a.what < b.what ? -1 : 1));
}
