import { readFileSync } from 'node:fs';
import { main } from '../../apps/cli/src/main.ts';
import type { Run } from './workspace.ts';

/** Runs the command lines that come as JSON on standard input one after the other; writes how each ended as JSON. */
const lines: readonly (readonly string[])[] = JSON.parse(readFileSync(0, 'utf8'));
const write = process.stdout.write.bind(process.stdout);
const runs: Run[] = [];
for (const line of lines) {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk: string | Uint8Array): boolean => {
      texts[name] += String(chunk);
      return true;
    };
  }
  runs.push({ code: await main(line), ...texts });
}
write(JSON.stringify(runs));
