// Started with `cases` or `units` and mutants as JSON lines on standard input; a line of JSON for each, empty ones are signs of life.
import { readFileSync } from 'node:fs';
import type { Mutant } from './mutants.ts';

const lines = readFileSync(0, 'utf8').split('\n');
const { killerOf } = process.argv[2] === 'units' ? await import('./unit-killer.ts') : await import('./case-killer.ts');

for (const line of lines) {
  if (line === '') continue;
  const mutant: Mutant = JSON.parse(line);
  const killedBy = await killerOf(mutant, () => process.stdout.write('\n'));
  process.stdout.write(`${JSON.stringify({ killedBy })}\n`);
}
process.exit();
