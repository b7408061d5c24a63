import type { Snapshot } from '@bulwark/model';
import type { CommandInput } from './command-spec.ts';
import { UsageError } from './usage-error.ts';

/** The snapshot of a live cluster. */
export async function loadCluster({ settings }: CommandInput): Promise<Snapshot> {
  if (settings.flag('offline'))
    throw new UsageError('--offline opens no socket, so no cluster can be read; name a PATH');
  throw new UsageError('no PATH', 'bulwark scan PATH');
}
