import type { SnapshotInfo } from '@bulwark/model';
import type { Settings } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** The moment that expiry is judged at, in milliseconds: --now, else when the snapshot was taken. */
export function momentOf(settings: Settings, info: SnapshotInfo): number {
  const stated = settings.text('now');
  const at = Date.parse(stated ?? info.takenAt);
  if (!Number.isNaN(at)) return at;
  if (stated !== undefined)
    throw new UsageError(`--now: expected a time such as 2027-01-31T00:00:00Z, found "${stated}"`);
  return Date.now();
}
