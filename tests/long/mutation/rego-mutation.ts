import { globSync, readFileSync } from 'node:fs';
import { suiteIsThere } from '../../conformance/rego/opa-cases.ts';
import { reasonOfEquivalence } from './equivalent.ts';
import { type Mutant, mutantsOf, sample } from './mutants.ts';
import { judgeMutants, type Stage } from './run-batch.ts';

const files = [
  'languages/rego/src/evaluate/*.ts',
  'languages/rego/src/plan/{plan,plan-block,plan-policy,plan-scope,plan-unification}.ts',
  'languages/rego/src/compile/{check-safety,check-rule-safety,collect-vars,output-vars,unify-vars}.ts',
];
/** Of a hundred mutants so many may live. */
const mostAlive = 20;

/**
 * Mutants of Rego's evaluator and safety pass against cases that OPA answered, those that live also against our own tests.
 * `failed` counts the living ones where they are too many.
 */
export async function regoMutation(
  count: number,
  seed: number,
): Promise<{ failed: number | undefined; messages: readonly string[] }> {
  if (!suiteIsThere) return { failed: undefined, messages: ["SKIPPED: OPA's cases are not there"] };
  const texts = new Map(sourceFiles().map((file) => [file, readFileSync(file, 'utf8')] as const));
  const all = [...texts].flatMap(([file, text]) => mutantsOf(file, text));
  await canary(all);
  const chosen = sample(all, count, seed);
  const afterCases = await living('cases', chosen);
  const alive = await living('units', afterCases);
  for (const [file, text] of texts) {
    if (readFileSync(file, 'utf8') !== text) throw new Error(`${file} was changed meanwhile: the score means nothing`);
  }
  const known = alive.filter((mutant) => reasonOfEquivalence(mutant, texts.get(mutant.file) ?? '') !== undefined);
  const score = scoreOf({ all, chosen, afterCases, alive, known });
  const names = alive.filter((mutant) => !known.includes(mutant)).map(nameOf);
  const isBad = alive.length * 100 > mostAlive * chosen.length;
  return { failed: isBad ? alive.length : 0, messages: [score, ...names] };
}

function sourceFiles(): string[] {
  return globSync(files)
    .filter((file) => !file.endsWith('.test.ts'))
    .sort();
}

async function living(stage: Stage, mutants: readonly Mutant[]): Promise<readonly Mutant[]> {
  const killers = await judgeMutants(stage, mutants);
  return mutants.filter((_, at) => killers[at] === null);
}

/** Whatever ends a batch counts as a death: so the original must live, and what only our own tests hold must die by them alone. */
async function canary(all: readonly Mutant[]): Promise<void> {
  const inCoverage = all.find(({ file, from }) => file.endsWith('/coverage.ts') && from === ' + ');
  const inLinking = all.find(({ file, from }) => file.endsWith('/link-value.ts') && from === ' === ');
  if (inCoverage === undefined || inLinking === undefined) throw new Error('the mutants of the canary are not there');
  const original = { ...inCoverage, to: inCoverage.from };
  const found = await living('cases', [original, inCoverage, inLinking]);
  const left = await living('units', [original, inCoverage]);
  const shown = [found, left].map((mutants) => mutants.map(nameOf).join(', '));
  const wanted = [`${nameOf(original)}, ${nameOf(inCoverage)}`, nameOf(original)];
  if (shown.join('; ') !== wanted.join('; '))
    throw new Error(`expected alive ${wanted.join('; ')}, were ${shown.join('; ')}`);
}

interface Outcome {
  readonly all: readonly Mutant[];
  readonly chosen: readonly Mutant[];
  readonly afterCases: readonly Mutant[];
  readonly alive: readonly Mutant[];
  readonly known: readonly Mutant[];
}

function scoreOf({ all, chosen, afterCases, alive, known }: Outcome): string {
  const [byCases, byUnits] = [chosen.length - afterCases.length, afterCases.length - alive.length];
  const killed = byCases + byUnits;
  const percent = (of: number): string => `${((100 * killed) / Math.max(1, of)).toFixed(1)} %`;
  const [plain, apart] = [percent(chosen.length), percent(chosen.length - known.length)];
  const parts = `${byCases} by cases that OPA answered, ${byUnits} by our own tests only`;
  const rest = `${known.length} of the others are known to be equivalent, ${apart} without these; there are ${all.length} mutants`;
  return `${killed} of ${chosen.length} mutants killed, ${plain} (${parts}; ${rest})`;
}

function nameOf({ file, line, from, to }: Mutant): string {
  return `${file}:${line} "${from}" -> "${to}"`;
}
