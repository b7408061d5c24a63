import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenPolicy, people, shopPolicy, undefinedFunction } from './policies.ts';
import { Workspace } from './workspace.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = new Workspace({
    'shop.rego': shopPolicy,
    'data.json': people,
    'bob.json': '{"user": "bob"}',
    'eve.yaml': 'user: eve\n',
    'broken.rego': brokenPolicy,
    'unknown.rego': undefinedFunction,
    'v0.rego': 'package old\n\np[x] { x := input.a[_] }\n',
    'tree/a/b.json': '{"c": 1}',
    'bad.json': '{"a": }',
  });
});
afterAll(() => workspace.remove());

const shop = ['-d', 'shop.rego', '-d', 'data.json', '-i', 'bob.json'];

/** What `opa eval` 1.22 prints for the same arguments. */
const printed: readonly (readonly [readonly string[], string, number])[] = [
  [[...shop, 'data.shop.allow', '-f', 'pretty'], 'true\n', 0],
  [[...shop, 'data.shop.names', '-f', 'raw'], '["al","bob"]\n', 0],
  [[...shop, 'data.nothing', '-f', 'pretty'], 'undefined\n', 0],
  [[...shop, 'data.nothing'], '{}\n', 0],
  [[...shop, 'data.nothing', '--fail'], '{}\n', 1],
  [[...shop, 'data.shop.allow', '--fail-defined', '-f', 'raw'], 'true\n', 1],
  [[...shop, 'data.people[_].name', '-f', 'values'], '[\n  "bob"\n]\n[\n  "al"\n]\n', 0],
  [[...shop, 'data.people[i].name', '-f', 'bindings'], '{\n  "i": 0\n}\n{\n  "i": 1\n}\n', 0],
  [[...shop, 'data.people[_].name', '-f', 'raw'], 'bob\nal\n', 0],
  [[...shop, 'data.people', '-f', 'discard'], '{\n  "result": "discarded"\n}\n', 0],
  [['"<b>"', '-f', 'pretty'], '"\\u003cb\\u003e"\n', 0],
  [['1.50 + 0', '-f', 'raw'], '1.5\n', 0],
  [['1/0', '-f', 'pretty'], 'undefined\n', 0],
  [['-d', 'tree', 'data', '-f', 'raw'], '{"a":{"c":1}}\n', 0],
  [['-d', 'x.y:data.json', 'data.x.y.people[0].score', '-f', 'raw'], '1.50\n', 0],
  [['--package', 'shop', '--import', 'data.people', ...shop, 'allow; people[0].name', '-f', 'raw'], 'true bob\n', 0],
  [['--v0-compatible', '-d', 'v0.rego', 'data.old.p', '-f', 'raw'], '[]\n', 0],
  [
    [...shop, 'x := data.people[i].name', '-o', 'pretty'],
    '┌───┬───────┐\n│ i │   x   │\n├───┼───────┤\n│ 0 │ "bob" │\n│ 1 │ "al"  │\n└───┴───────┘\n',
    0,
  ],
  [
    ['-d', 'unknown.rego', 'true'],
    `{
  "errors": [
    {
      "message": "undefined function foo",
      "code": "rego_type_error",
      "location": {
        "file": "unknown.rego",
        "row": 3,
        "col": 6
      }
    }
  ]
}
`,
    2,
  ],
  [
    [...shop, 'data.shop.allow'],
    `{
  "result": [
    {
      "expressions": [
        {
          "value": true,
          "text": "data.shop.allow",
          "location": {
            "row": 1,
            "col": 1
          }
        }
      ]
    }
  ]
}
`,
    0,
  ],
];

test('prints what opa eval prints', () => {
  const runs = workspace.runAll(printed.map(([args]) => ['policy', 'eval', ...args]));
  const outcomes = runs.map(({ code, stdout, stderr }, at) => ({ args: printed[at]?.[0], code, stdout, stderr }));
  expect(outcomes).toEqual(printed.map(([args, stdout, code]) => ({ args, code, stdout, stderr: '' })));
});

/** Errors go to stderr with their place; there is never a stack. */
const wrong: readonly (readonly [readonly string[], string])[] = [
  [['-d', 'broken.rego', 'true', '-f', 'pretty'], 'error: broken.rego:5:1: rego_parse_error: unexpected } token'],
  [['-d', 'broken.rego', '-d', 'shop.rego', 'data.shop.allow', '-f', 'raw'], 'error: broken.rego:5:1: '],
  [['x >', '-f', 'raw'], 'error: 1:'],
  [['x > 1', '-f', 'raw'], 'rego_unsafe_var_error: var x is unsafe'],
  [['1/0', '--strict-builtin-errors', '-f', 'raw'], 'error: 1:1: eval_builtin_error: div: divide by zero'],
  [['-d', 'bad.json', 'data', '-f', 'raw'], 'error: bad.json:1:7: '],
  [['-d', 'nothing.rego', 'true'], 'no such file or folder: "nothing.rego"'],
  [['-i', 'bad.json', 'true'], '--input: bad.json:1:7: '],
  [['true', '-f', 'table'], '"table" is none of json'],
  [['true', '--timeout', 'soon'], '--timeout: expected a duration such as 10s or 500ms, found "soon"'],
  [['true', 'false'], 'too many arguments'],
  [[], 'policy eval needs a QUERY'],
  [['numbers.range(1, 100000000)', '--timeout', '100ms', '-f', 'raw'], 'more than 0.1 s (--timeout)'],
  [['--batch', 'true'], '--batch reads the queries from standard input'],
];

test('says in words what is wrong and where, with exit code 2', () => {
  const runs = workspace.runAll(wrong.map(([args]) => ['policy', 'eval', ...args]));
  const outcomes = runs.map(({ code, stdout, stderr }, at) => {
    const [args, said = ''] = wrong[at] ?? [];
    return { args, code, stdout, said: stderr.includes(said) ? '' : stderr, trace: /^\s+at |node:|bug:/m.test(stderr) };
  });
  expect(outcomes).toEqual(wrong.map(([args]) => ({ args, code: 2, stdout: '', said: '', trace: false })));
});

test.each([
  ['eval', '-d', 'large.rego', 'data.large.p', '-f', 'raw'],
  ['check', 'large.rego'],
  ['build', 'large.rego'],
])('policy %s: a module that takes too long to compile is stopped, and the limit named', (...args) => {
  const rules = Array.from({ length: 40_000 }, (_, at) => `p contains x if { x := input.a${at}; x > ${at} }`);
  workspace.write({ 'large.rego': `package large\n\n${rules.join('\n')}\n` });
  const { code, stdout, stderr } = workspace.run('policy', ...args, '--timeout', '200ms');
  const said = stdout + stderr;
  expect([code, said]).toEqual([args[0] === 'eval' ? 2 : 1, expect.stringContaining('more than 0.2 s (--timeout)')]);
});

describe('standard input', () => {
  test('is the input document, or the query', () => {
    const input = workspace.runWith({ input: 'user: eve\n' }, 'policy', 'eval', '-I', 'input.user', '-f', 'raw');
    const query = workspace.runWith({ input: 'x := 1' }, 'policy', 'eval', '--stdin', '-f', 'bindings');
    expect([input.stdout, query.stdout]).toEqual(['eve\n', '{\n  "x": 1\n}\n']);
  });

  test('--batch answers line for line; a line that is no question makes exit code 3', () => {
    const lines = [
      { modules: ['package a\n\np if input.x == 1'], input: { x: 1 }, query: 'data.a.p = y' },
      { modules: ['package a\n\np {'], query: 'data.a.p' },
      { query: 'x := input[_]', input_term: '{1}' },
      { modules: ['package a\n\np[1]'], query: 'data.a.p', v0: true },
      { query: 'opa.runtime().env.COLOUR', env: { COLOUR: 'blue' } },
      { query: '1/0', strict: true },
      { query: 1 },
    ];
    const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\nno JSON\n`;
    const { code, stdout } = workspace.runWith({ input }, 'policy', 'eval', '--batch');
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ code, answers }).toEqual({
      code: 3,
      answers: [
        { result: [expect.objectContaining({ bindings: { y: true } })] },
        {
          errors: [
            expect.objectContaining({ code: 'rego_parse_error', location: expect.objectContaining({ row: 3 }) }),
          ],
        },
        { result: [expect.objectContaining({ bindings: { x: 1 } })] },
        { result: [{ expressions: [expect.objectContaining({ value: [1] })] }] },
        { result: [{ expressions: [expect.objectContaining({ value: 'blue' })] }] },
        { errors: [expect.objectContaining({ code: 'eval_builtin_error', message: 'div: divide by zero' })] },
        { error: '"query" must be a text' },
        { error: expect.stringContaining('no JSON') },
      ],
    });
  });

  test('a batch of questions only is exit code 0', () => {
    const { code, stdout } = workspace.runWith({ input: '{"query": "x :="}\n' }, 'policy', 'eval', '--batch');
    expect({ code, errors: JSON.parse(stdout).errors.length }).toEqual({ code: 0, errors: 1 });
  });
});

test('explanations, coverage, profile and metrics stand beside the result', () => {
  const all = ['--explain', 'full', '--coverage', '--profile', '--metrics'];
  const [json, pretty] = workspace.runAll([
    ['policy', 'eval', ...shop, 'data.shop.deny', ...all],
    ['policy', 'eval', ...shop, 'data.shop.deny', ...all, '-f', 'pretty'],
  ]);
  const answer = JSON.parse(json?.stdout ?? '');
  expect(Object.keys(answer)).toEqual(['result', 'explanation', 'profile', 'coverage', 'metrics']);
  expect(answer.coverage.files['shop.rego'].not_covered.length).toBeGreaterThan(0);
  expect(pretty?.stdout).toMatch(/Enter data\.shop\.deny[\s\S]*timer_rego_query_eval_ns[\s\S]*Overall Coverage/);
});

test('policy explain tells which rules held, and where the others failed', () => {
  const [run] = workspace.runAll([['policy', 'explain', '-d', 'shop.rego', '-i', 'eve.yaml', 'data.shop.allow']]);
  expect(run).toEqual({
    code: 0,
    stdout:
      'fails  data.shop.allow  shop.rego:7: input.user == "bob" (line 8)\nholds  data.shop.allow  shop.rego:5\nfalse\n',
    stderr: '',
  });
});

test('policy bench measures, and not what is undefined', () => {
  const runs = workspace.runAll([
    ['policy', 'bench', ...shop, 'data.shop.allow', '--benchtime', '20ms', '-o', 'json'],
    ['policy', 'bench', ...shop, 'data.nothing', '--benchtime', '20ms'],
  ]);
  expect(JSON.parse(runs[0]?.stdout ?? '').bench.samples).toBeGreaterThan(0);
  expect(runs.map(({ code }) => code)).toEqual([0, 1]);
});
