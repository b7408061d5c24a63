import { spawnSync } from 'node:child_process';
import { median } from '../measure.ts';

/** `npm run bench -- start`: CPU of the bundle's start-up, with Node's own beside it. */
export async function run(): Promise<void> {
  spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  const bundle = 'apps/cli/bundle/main-entry.js';
  const rows = {
    nodeAlone: { args: ['-e', '0'], limit: undefined },
    help: { args: [bundle, '--help'], limit: 0.12 },
    oneFile: { args: [bundle, 'scan', 'tests/bench/scan/one-file.yaml'], limit: 0.25 },
  };
  for (const [name, { args, limit }] of Object.entries(rows)) {
    const { cpuSeconds, peakMebibytes } = median(9, args);
    process.stdout.write(`${JSON.stringify({ benchmark: 'start', name, cpuSeconds, peakMebibytes, limit })}\n`);
  }
}
