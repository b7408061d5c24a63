import { expect, test } from 'vitest';
import { plainRuntime as runtime } from '../../test/plain-runtime.ts';
import { answerLine } from './answer-line.ts';

test.each([
  [
    { modules: ['package a\n\np := input.x + 1'], query: 'data.a.p', input: { x: 1 } },
    '{"result":[{"expressions":[{"value":2,"text":"data.a.p","location":{"row":1,"col":1}}]}]}',
  ],
  [{ query: 'input', input_term: '{1}' }, '{"result":[{"expressions":[{"value":[1],'],
  [{ modules: ['package a\n\np := x'], query: 'data.a.p' }, '{"errors":[{"message":"var x is unsafe"'],
  // What a question does not state, its answer does not depend on.
  [{ query: 'opa.runtime()' }, '{"result":[{"expressions":[{"value":{},'],
])('%j is answered', (question, answer) => {
  const { text, isBad } = answerLine(JSON.stringify(question), { runtime, print: () => undefined });
  expect({ isBad, text: text.slice(0, answer.length) }).toEqual({ isBad: false, text: answer });
});

test.each([
  ['{', 'no JSON'],
  ['[]', 'expected an object with \\"modules\\" and \\"query\\"'],
  ['{"query": "1", "modules": "package a"}', '\\"modules\\" must be a list of texts'],
  ['{"query": "1", "input": 1, "input_term": "1"}', 'give \\"input\\" or \\"input_term\\", not both'],
  ['{"query": "1", "env": {"A": 1}}', '\\"env\\" must be an object of texts'],
])('%s is no question', (line, said) => {
  const { text, isBad } = answerLine(line, { runtime, print: () => undefined });
  expect({ isBad, text }).toEqual({ isBad: true, text: expect.stringContaining(`{"error":"${said}`) });
});
