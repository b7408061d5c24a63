import { type Resource, Snapshot, type SnapshotInfo, toResource } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';

/** The Resource of a plain object; a test that passes no Kubernetes object is wrong and crashes. */
export function resourceOf(object: unknown): Resource {
  const resource = toResource(object as JsonValue);
  if (resource === undefined) throw new Error(`no apiVersion and kind: ${JSON.stringify(object)}`);
  return resource;
}

/** A snapshot of plain objects, by default of a folder, taken at the start of 2026. */
export function snapshotOf(objects: readonly unknown[], info: Partial<SnapshotInfo> = {}): Snapshot {
  return Snapshot.of(objects.map(resourceOf), {
    kind: 'files',
    name: 'test',
    takenAt: '2026-01-01T00:00:00Z',
    skipped: [],
    incompleteKinds: [],
    ...info,
  });
}
