import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Mutant } from './mutants.ts';

/** `cases` are those that OPA answered, `units` our own tests. */
export type Stage = 'cases' | 'units';

const batchSize = 50;
/** Milliseconds without a sign of life after which a mutant is taken to hang. */
const longestWait = 20_000;

/** What killed each mutant, null for those alive. One that ends its process, or hangs, is dead. */
export async function judgeMutants(stage: Stage, mutants: readonly Mutant[]): Promise<readonly (string | null)[]> {
  const killers: (string | null)[] = [];
  while (killers.length < mutants.length) {
    const batch = mutants.slice(killers.length, killers.length + batchSize);
    const answers = await runBatch(stage, batch);
    killers.push(...answers);
    // The one without an answer ended its process; those after it have their turn again.
    if (answers.length < batch.length) killers.push('ended its process, or hung');
  }
  return killers;
}

/** Shorter than the batch where one mutant ended or hung the process. The original goes first: it must live. */
async function runBatch(stage: Stage, batch: readonly Mutant[]): Promise<readonly (string | null)[]> {
  const originals = batch.slice(0, 1).map((mutant) => ({ ...mutant, to: mutant.from }));
  const [original, ...killers] = await answersOf(stage, [...originals, ...batch]);
  if (original !== null)
    throw new Error(`the original itself is killed by ${stage}: ${original ?? 'its process ended'}`);
  return killers;
}

function answersOf(stage: Stage, batch: readonly Mutant[]): Promise<readonly (string | null)[]> {
  const child = spawn(process.execPath, ['--stack-size=900', 'tests/long/mutation/mutant-batch.ts', stage], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(batch.map((mutant) => `${JSON.stringify(mutant)}\n`).join(''));
  const killers: (string | null)[] = [];
  let timer = setTimeout(() => child.kill('SIGKILL'), longestWait);
  createInterface(child.stdout).on('line', (line) => {
    if (line !== '') killers.push(JSON.parse(line).killedBy);
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), longestWait);
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      clearTimeout(timer);
      resolve(killers);
    });
  });
}
