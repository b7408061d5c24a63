import { spawnSync } from 'node:child_process';
import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { expect, test } from 'vitest';
import { readJson } from '../../../languages/rego/src/values/from-json.ts';
import { jsonTextOf } from '../../../languages/rego/src/values/to-json.ts';
import { type Outcome, outcomeProblem } from './judge-case.ts';
import { evaluationCases, modulesOf, type OpaCase, suiteIsThere } from './opa-cases.ts';

test.skipIf(!suiteIsThere)("the command answers OPA's cases as lines, in one process", { timeout: 120_000 }, () => {
  const cases = evaluationCases();
  const { stdout, status } = spawnSync(process.execPath, ['apps/cli/bin/bulwark.js', 'policy', 'eval', '--batch'], {
    input: cases.map((one) => `${lineOf(one)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const answers = stdout.trimEnd().split('\n');
  expect([status, answers.length]).toEqual([0, cases.length]);
  const wrong = cases.flatMap((one, at) => {
    const problem = outcomeProblem(one, outcomeIn(answers[at] ?? ''));
    return problem === undefined ? [] : [`${one.file} ${String(one.case['note'])}: ${problem}`];
  });
  process.stdout.write(`score: rego-batch ${cases.length - wrong.length}/${cases.length}\n`);
  expect(wrong).toEqual([]);
});

function lineOf(one: OpaCase): string {
  const given = one.case;
  const named = ['data', 'input', 'input_term', 'env'].filter((name) => (given[name] ?? null) !== null);
  return jsonTextOf({
    ...Object.fromEntries(named.map((name) => [name, given[name] ?? null])),
    modules: modulesOf(one),
    query: given['query'] ?? '',
    v0: one.version === 'v0',
    strict: given['strict_error'] === true,
  });
}

function outcomeIn(line: string): Outcome {
  const reading = readJson(line);
  const answer: JsonValue = 'value' in reading && isObject(reading.value) ? (reading.value as JsonObject) : {};
  const listed = (name: string): readonly JsonObject[] => {
    const list = answer[name];
    return isList(list) ? list.filter(isObject) : [];
  };
  const errors = listed('errors').map(({ code, message, location }) => ({
    code: String(code),
    message: String(message),
    location: isObject(location) ? { file: String(location['file']), row: Number(location['row']) } : undefined,
  }));
  return { errors, bindings: listed('result').map(({ bindings }) => (isObject(bindings) ? bindings : {})) };
}
