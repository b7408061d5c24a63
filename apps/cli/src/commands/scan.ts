import { setFlagsFromString } from 'node:v8';
import { exitCode } from '@bulwark/report';
import { scan } from '@bulwark/scan';
import type { CommandInput } from '../command-spec.ts';
import { failOnOf } from '../fail-on.ts';
import { loadSnapshot } from '../load-snapshot.ts';
import { narrowReport } from '../narrow-report.ts';
import { scanSetup } from '../scan-setup.ts';
import { watchFolder } from '../watch-folder.ts';
import { outputTargets, writeOutputs } from '../write-outputs.ts';

/** `bulwark scan`: judges a cluster or files and writes the report in every wanted format. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const targets = outputTargets(input);
  const failOn = failOnOf(settings);
  if (settings.flag('watch')) return watchFolder(input);
  // Hundreds of checks run some thousand times each: inlining into every one costs a tenth more than it saves.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=0');
  const snapshot = await loadSnapshot(input);
  const { options, register } = scanSetup(input, snapshot);
  const report = narrowReport(scan(snapshot, options), input);
  for (const exception of register.unused()) {
    out.note(`warning: the exception at ${exception.source} (${exception.subject.pattern}) matches nothing`);
  }
  writeOutputs(report, targets, input);
  return exitCode(report, { failOn, allowIncomplete: settings.flag('allow-incomplete') });
}
