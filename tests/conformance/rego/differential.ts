import { answerQuestion } from './answer-question.ts';
import { classOf, difference, isBeyondComparison } from './compare-answers.ts';
import { generateCase } from './generate/generate-case.ts';
import { type Answer, askOracle, type Question } from './oracle/question.ts';

export interface Comparison {
  /** How many cases were compared; those that OPA itself does not answer are none. */
  readonly compared: number;
  /** How often each class of answer came up: a generator that only makes errors compares nothing. */
  readonly classes: Readonly<Record<string, number>>;
  readonly differences: readonly CaseDifference[];
}

interface CaseDifference {
  readonly seed: number;
  readonly problem: string;
  readonly question: Question;
}

/** Compares this engine with OPA on the cases of the seeds from `first` on. */
export function compareSeeds(oracle: string, first: number, count: number): Comparison {
  const classes: Record<string, number> = {};
  const differences: CaseDifference[] = [];
  let compared = 0;
  for (let from = first; from < first + count; from += chunk) {
    const seeds = Array.from({ length: Math.min(chunk, first + count - from) }, (_, at) => from + at);
    const questions = seeds.map(generateCase);
    const answers = askOracle(oracle, questions);
    for (const [at, question] of questions.entries()) {
      const theirs = answers[at];
      if (theirs === undefined) throw new Error(`the oracle left case ${seeds[at]} unanswered`);
      if (isBeyondComparison(theirs)) continue;
      compared++;
      classes[classOf(theirs)] = (classes[classOf(theirs)] ?? 0) + 1;
      const problem = lastingDifference(oracle, question, theirs);
      if (problem !== undefined) differences.push({ seed: from + at, problem, question });
    }
  }
  return { compared, classes, differences };
}

/** A difference that OPA shows in a process of its own too: its type checker writes into the types of builtins that all share. */
function lastingDifference(oracle: string, question: Question, theirs: Answer): string | undefined {
  const ours = answerQuestion(question);
  if (difference(ours, theirs) === undefined) return undefined;
  const [alone] = askOracle(oracle, [question]);
  return difference(ours, alone ?? theirs);
}

const chunk = 250;
