import { answerLine } from '@bulwark/policy';
import type { CommandInput } from '../command-spec.ts';
import { commandRuntime } from './command-runtime.ts';

/** `policy eval --batch`: questions on standard input, line for line. Exit code 3 where a line is none. */
export async function runBatch({ settings, out }: CommandInput): Promise<number> {
  const surroundings = { runtime: commandRuntime(settings), print: out.note };
  let bad = 0;
  for await (const line of inputLines()) {
    if (line.trim() === '') continue;
    const { text, isBad } = answerLine(line, surroundings);
    if (isBad) bad++;
    out.write(`${text}\n`);
  }
  return bad > 0 ? 3 : 0;
}

/** Each line as soon as it is there: who asks may wait for an answer before the next question. */
async function* inputLines(): AsyncGenerator<string> {
  let begun: string[] = [];
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const [first = '', ...rest] = String(chunk).split('\n');
    begun.push(first);
    for (const part of rest) {
      yield begun.join('');
      begun = [part];
    }
  }
  yield begun.join('');
}
