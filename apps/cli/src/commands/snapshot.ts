import { writeFileSync } from 'node:fs';
import { writeSnapshot } from '@bulwark/files';
import type { CommandInput } from '../command-spec.ts';
import { counted } from '../counted.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark snapshot --to FILE`: keeps a cluster (or files) as one file, Secret values as digests. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const to = settings.text('to');
  if (to === undefined) throw new UsageError('snapshot needs --to FILE', 'bulwark snapshot --to cluster.jsonl.gz');
  const snapshot = await loadSnapshot(input);
  writePrivate(to, writeSnapshot(snapshot.resources(), snapshot.info));
  out.note(`${counted(snapshot.size, 'object')} of ${snapshot.info.name} written to ${to}`);
  for (const gap of snapshot.info.skipped) out.note(`not read: ${gap.what}: ${gap.detail}`);
  const incomplete = snapshot.info.skipped.length > 0 || snapshot.size === 0;
  return incomplete && !settings.flag('allow-incomplete') ? 3 : 0;
}

function writePrivate(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`--to: cannot write "${path}": ${error instanceof Error ? error.message : String(error)}`);
  }
}
