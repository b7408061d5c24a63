import { scan } from '@bulwark/scan';
import { chosenChecks } from '../chosen-checks.ts';
import type { CommandInput } from '../command-spec.ts';
import { kubeMinorOf } from '../kube-version.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { momentOf } from '../moment.ts';
import { sha256 } from '../secret-reader.ts';
import { selectedObjects } from '../selected-objects.ts';
import { version } from '../version.ts';

/** `bulwark scan`: judges a cluster or files and writes the report in every wanted format. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const checks = chosenChecks(settings);
  const snapshot = await loadSnapshot(input);
  const selected = selectedObjects(settings);
  const report = scan(snapshot, {
    checks,
    toolVersion: version,
    digest: sha256,
    kubeMinor: kubeMinorOf(settings, snapshot.info),
    at: momentOf(settings, snapshot.info),
    parameters: settings.parameters,
    ...(selected ? { selected } : {}),
  });
  out.write(JSON.stringify(report, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)));
  return 0;
}
