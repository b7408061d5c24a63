import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Line, Run } from './workspace.ts';

// As the launcher does.
enableCompileCache();
const { main } = await import('../../apps/cli/src/main.ts');

/** Runs the command lines that come as JSON on standard input one after the other; writes how each ended as JSON. */
const lines: readonly Line[] = JSON.parse(readFileSync(0, 'utf8'));
const top = process.cwd();
const environment = { ...process.env };
const write = process.stdout.write.bind(process.stdout);
const runs: Run[] = [];
for (const line of lines) {
  process.chdir(join(top, line.in ?? '.'));
  process.env = { ...environment, ...line.environment };
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (chunk: string | Uint8Array): boolean => {
      texts[name] += String(chunk);
      return true;
    };
  }
  runs.push({ code: await main(line.args), ...texts });
}
write(JSON.stringify(runs));
