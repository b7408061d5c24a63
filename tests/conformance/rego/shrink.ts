import { answerQuestion } from './answer-question.ts';
import { difference } from './compare-answers.ts';
import { askOracle, type Question } from './oracle/question.ts';

/** The same difference with as few lines of modules as line by line removal reaches. */
export function shrink(oracle: string, question: Question, problem: string): Question {
  const wanted = kindOf(problem);
  let smallest = question;
  for (let size = 16; size >= 1; size = size > 1 ? size >> 1 : 0) {
    for (let module = 0; module < smallest.modules.length; module++) {
      let at = 0;
      while (at < lines(smallest, module).length) {
        const candidate = without(smallest, module, { at, size });
        if (isSame(oracle, candidate, wanted)) smallest = candidate;
        else at++;
      }
    }
  }
  return smallest;
}

function isSame(oracle: string, candidate: Question, wanted: string): boolean {
  const [theirs] = askOracle(oracle, [candidate]);
  const found = theirs === undefined ? undefined : difference(answerQuestion(candidate), theirs);
  return found !== undefined && kindOf(found) === wanted;
}

function kindOf(problem: string): string {
  return problem.startsWith('class') ? problem : problem.replace(/:.*/s, '');
}

function lines(question: Question, module: number): string[] {
  return (question.modules[module] ?? '').split('\n');
}

function without(question: Question, module: number, { at, size }: { at: number; size: number }): Question {
  const left = lines(question, module);
  left.splice(at, size);
  return { ...question, modules: question.modules.map((text, index) => (index === module ? left.join('\n') : text)) };
}
