import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { difference, isBeyondComparison } from '../../conformance/rego/compare-answers.ts';
import { generateCase } from '../../conformance/rego/generate/generate-case.ts';
import { compileCases, evaluationCases, type OpaCase } from '../../conformance/rego/opa-cases.ts';
import { buildOracle } from '../../conformance/rego/oracle/build-oracle.ts';
import { type Answer, askOracle, type Question } from '../../conformance/rego/oracle/question.ts';
import { type Mutant, mutated } from './mutants.ts';

/** The first of OPA's cases, or of generated cases that OPA answered, that tells the mutant from the original; null where none does. */
export async function killerOf(mutant: Mutant, showLife: () => void): Promise<string | null> {
  current = { url: pathToFileURL(mutant.file).href, mutant };
  try {
    const judges = await loadJudges(`?mutant=${++number}`);
    for (const [at, one] of trials.entries()) {
      if (at % trialsBetweenSigns === 0) showLife();
      if (!one.isFailedBy(judges)) continue;
      // What killed one kills others.
      trials.unshift(...trials.splice(at, 1));
      return one.name;
    }
    return null;
  } catch (error) {
    return `does not load: ${String(error)}`;
  }
}

const trialsBetweenSigns = 50;
let number = 0;
let current: { readonly url: string; readonly mutant: Mutant } | undefined;

/** The engine with the mutant in it, as the three kinds of cases ask it. */
interface Judges {
  readonly problemOf: (one: OpaCase) => string | undefined;
  readonly compileProblemOf: (one: OpaCase) => string | undefined;
  readonly answerQuestion: (question: Question) => Answer;
}

interface Trial {
  readonly name: string;
  readonly isFailedBy: (judges: Judges) => boolean;
}

async function loadJudges(mark: string): Promise<Judges> {
  const folder = new URL('../../conformance/rego/', import.meta.url).href;
  const [evaluation, compilation, generated] = await Promise.all(
    ['judge-case', 'compile-case', 'answer-question'].map((name) => import(`${folder}${name}.ts${mark}`)),
  );
  return { ...evaluation, ...compilation, ...generated };
}

const isFresh = /\/languages\/rego\/src\/|\/tests\/conformance\/rego\/(?:judge-case|compile-case|answer-question)\.ts/;
const sources = new Map<string, string>();

registerHooks({
  // Every mutant gets modules of its own, told apart by what follows the question mark.
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const mark = /\?mutant=\d+$/.exec(context.parentURL ?? '')?.[0];
    return mark && isFresh.test(resolved.url) ? { ...resolved, url: resolved.url + mark } : resolved;
  },
  load(url, context, next) {
    const [plain = url, mark] = url.split('?');
    if (mark === undefined || !isFresh.test(plain)) return next(url, context);
    return { format: 'module', shortCircuit: true, source: sourceOf(plain) };
  },
});

function sourceOf(url: string): string {
  if (current?.url === url) {
    return stripTypeScriptTypes(mutated(readFileSync(fileURLToPath(url), 'utf8'), current.mutant));
  }
  let source = sources.get(url);
  if (source === undefined) {
    source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    sources.set(url, source);
  }
  return source;
}

const trials: Trial[] = [...compileTrials(), ...evaluationTrials(), ...generatedTrials()];

function compileTrials(): Trial[] {
  return compileCases().map((one) => ({
    name: String(one.case['note']),
    isFailedBy: ({ compileProblemOf }) => compileProblemOf(one) !== undefined,
  }));
}

function evaluationTrials(): Trial[] {
  const cases = evaluationCases();
  // Neighbours test the same, so a case from everywhere comes first.
  const step = 101;
  const order = cases.flatMap((_, index) => cases[(index * step) % cases.length] ?? []);
  return order.map((one) => ({
    name: String(one.case['note']),
    isFailedBy: ({ problemOf }) => problemOf(one) !== undefined,
  }));
}

function generatedTrials(): Trial[] {
  const oracle = buildOracle();
  if ('missing' in oracle) return [];
  const questions = Array.from({ length: 600 }, (_, at) => generateCase(at + 1));
  const answers = askOracle(oracle.binary, questions);
  return questions.flatMap((question, at) => {
    const theirs = answers[at];
    if (theirs === undefined || isBeyondComparison(theirs)) return [];
    const isFailedBy = ({ answerQuestion }: Judges): boolean =>
      difference(answerQuestion(question), theirs) !== undefined;
    return [{ name: `generated case ${at + 1}`, isFailedBy }];
  });
}
