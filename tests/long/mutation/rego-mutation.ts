import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { suiteIsThere } from '../../conformance/rego/opa-cases.ts';
import { type Mutant, mutantsOf, sample } from './mutants.ts';

const files = [
  'languages/rego/src/evaluate/*.ts',
  'languages/rego/src/plan/{plan,plan-block,plan-policy,plan-scope,plan-unification}.ts',
  'languages/rego/src/compile/{check-safety,check-rule-safety,collect-vars,output-vars,unify-vars}.ts',
];
const batchSize = 20;
const longestWait = 60_000;
/** Of a hundred mutants so many may live. */
const mostAlive = 20;

/** Mutants of Rego's evaluator and safety pass against OPA's cases. `failed` counts the living ones where they are too many. */
export async function regoMutation(
  count: number,
  seed: number,
): Promise<{ failed: number | undefined; messages: readonly string[] }> {
  if (!suiteIsThere) return { failed: undefined, messages: ["SKIPPED: OPA's cases are not there"] };
  const all = globSync(files)
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
    .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
  const chosen = sample(all, count, seed);
  // Whatever ends a batch counts as a death, so a batch that cannot run at all must not begin.
  const [unchanged] = await runBatch(chosen.slice(0, 1).map((mutant) => ({ ...mutant, to: mutant.from })));
  if (unchanged !== null) throw new Error(`the original itself is killed: ${unchanged ?? 'its process ended'}`);
  const alive: Mutant[] = [];
  let left = chosen;
  while (left.length > 0) {
    const batch = left.slice(0, batchSize);
    const killers = await runBatch(batch);
    // The one without an answer ended its process or hung, so it is dead; those after it have their turn again.
    const answered = Math.min(killers.length + 1, batch.length);
    alive.push(...batch.filter((_, index) => killers[index] === null));
    left = left.slice(answered);
  }
  const killed = chosen.length - alive.length;
  const score = `${killed} of ${chosen.length} mutants killed (${all.length} there are)`;
  const names = alive.map(({ file, line, from, to }) => `${file}:${line} "${from}" -> "${to}"`);
  const isBad = alive.length * 100 > mostAlive * chosen.length;
  return { failed: isBad ? alive.length : 0, messages: [score, ...names] };
}

/** What killed each mutant, null for those alive; shorter than the batch where one ended or hung the process. */
function runBatch(batch: readonly Mutant[]): Promise<readonly (string | null)[]> {
  const child = spawn(process.execPath, ['--stack-size=900', 'tests/long/mutation/mutant-batch.ts'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(batch.map((mutant) => `${JSON.stringify(mutant)}\n`).join(''));
  const killers: (string | null)[] = [];
  let timer = setTimeout(() => child.kill('SIGKILL'), longestWait);
  createInterface(child.stdout).on('line', (line) => {
    killers.push(JSON.parse(line).killedBy);
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
