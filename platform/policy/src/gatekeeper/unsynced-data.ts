import { type Gatekeeper, syncedKinds, syncRequirements, type Template } from '@bulwark/gatekeeper';
import type { Resource, Skipped } from '@bulwark/model';

/**
 * Constraints whose template needs data that a cluster with these SyncSets and this Config does not have, as
 * `gator sync test` tells it; nothing where there are none of them. The inventory here holds all objects, as gator's.
 */
export function unsyncedData(
  policies: readonly Resource[],
  { templates, constraints }: Gatekeeper,
): readonly Skipped[] {
  const synced = syncedKinds(policies);
  if (synced === undefined) return [];
  return templates.flatMap((template): Skipped[] => {
    const checks = constraints
      .filter(({ kind }) => kind === template.kind)
      .map(({ kind, name }) => `gatekeeper:${kind}/${name}`);
    const detail = checks.length === 0 ? undefined : lackOf(template, synced);
    if (detail === undefined) return [];
    return [
      { what: `ConstraintTemplate ${template.name}`, reason: 'unsupported', detail, count: checks.length, checks },
    ];
  });
}

function lackOf(template: Template, synced: ReadonlySet<string>): string | undefined {
  const requirements = syncRequirements(template);
  if ('problem' in requirements) return requirements.problem;
  const missing = requirements.filter((kinds) => !kinds.some((kind) => synced.has(kind)));
  if (missing.length === 0) return undefined;
  const named = missing.map((kinds) => kinds.join(' or ')).join(', ');
  return `on a cluster its constraints cannot see ${named}: no SyncSet and no Config syncs them`;
}
