import { parseModule } from '@bulwark/rego';
import { expect, test } from 'vitest';
import { findTests } from './find-tests.ts';

function testsOf(text: string) {
  const { module, errors } = parseModule(text, { file: 'a_test.rego' });
  if (module === undefined) throw new Error(errors[0]?.message);
  return findTests([module]);
}

test('tests of one name are told apart, in the order of the text; other rules and defaults are none', () => {
  const { tests, modules } = testsOf(
    'package a.b\n\ntest_p if true\n\nhelper := 1\n\ntest_p if false\n\ntodo_test_q if true\n\ndefault test_r := true\n',
  );
  expect(tests.map(({ name, line, query, isSkipped }) => ({ name, line, query, isSkipped }))).toEqual([
    { name: 'test_p', line: 3, query: 'data["a"]["b"]["test_p"]', isSkipped: false },
    { name: 'test_p#01', line: 7, query: 'data["a"]["b"]["test_p#01"]', isSkipped: false },
    { name: 'todo_test_q', line: 9, query: 'data["a"]["b"]["todo_test_q"]', isSkipped: true },
  ]);
  expect(modules[0]?.rules.length).toBe(5);
});

test('cases have a rule that names them: the body up to where their names are bound', () => {
  const { tests, modules } = testsOf('package a\n\ntest_p[name] if {\n\tx := 1\n\tsome name in ["u"]\n\tx == 2\n}\n');
  expect(tests.map(({ casesQuery }) => casesQuery)).toEqual(['data["a"]["test_p#cases"]']);
  expect(modules[0]?.rules.map(({ body }) => body.length)).toEqual([3, 2]);
});
