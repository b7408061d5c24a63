import { describe, expect, test } from 'vitest';
import { compile } from '../compile/compile.ts';
import type { RegoValue } from '../values/value.ts';
import type { EvaluationEvent } from './observe.ts';
import { Trace, type TraceMode } from './trace-text.ts';

/** What happens in an evaluation of data.p.x, as lines. */
function traceOf(text: string, input: RegoValue): readonly string[] {
  const { policy } = compile({ modules: [{ name: 'p', text: `package p\n\n${text}` }] });
  const trace = new Trace();
  policy?.evaluate({ query: 'data.p.x', input, observe: trace.observe });
  // The query itself is the same everywhere.
  return trace.lines.slice(2, -1).map((line) => line.replace(/ +/, ' '));
}

describe('what a trace tells', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'rules inside rules, and what they are called',
      'x if y\ny if z.a\nz.a if input.one',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval y',
        'p:4 | | Enter data.p.y',
        'p:4 | | | Eval z.a',
        'p:5 | | | Enter data.p.z.a',
        'p:5 | | | | Eval input.one',
        'p:5 | | | | Exit data.p.z.a',
        'p:5 | | | | Redo input.one',
        'p:4 | | | Exit data.p.y',
        'p:4 | | | Redo z.a',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo y',
      ],
    ],
    [
      'a rule that does not hold, and the rule beside it',
      'x if input.no\nx if input.one',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval input.no',
        'p:3 | | Fail input.no',
        'p:4 | Enter data.p.x',
        'p:4 | | Eval input.one',
        'p:4 | | Exit data.p.x',
        'p:4 | | Redo input.one',
      ],
    ],
    [
      'members of a set one by one',
      'x contains v if some v in input.list',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval some v in input.list',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo some v in input.list',
        'p:3 | | Eval some v in input.list',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo some v in input.list',
      ],
    ],
    [
      'what is negated: that it holds, and that it does not',
      'x if {\n not y\n not z\n}\ny if input.no\nz if input.one',
      [
        'p:3 | Enter data.p.x',
        'p:4 | | Eval not y',
        'p:7 | | Enter data.p.y',
        'p:7 | | | Eval input.no',
        'p:7 | | | Fail input.no',
        'p:4 | | Fail not y',
        'p:5 | | Eval not z',
        'p:8 | | Enter data.p.z',
        'p:8 | | | Eval input.one',
        'p:8 | | | Exit data.p.z',
        'p:8 | | | Redo input.one',
        'p:5 | | Redo not z',
        'p:5 | | Fail not z',
        'p:4 | | Redo not y',
      ],
    ],
    ['a constant', 'x := 1', ['p:3 | Enter data.p.x', 'p:3 | | Eval 1', 'p:3 | | Exit data.p.x', 'p:3 | | Redo 1']],
    [
      'a function each time it is called with other arguments',
      'f(a) := a + 1\nx := [f(1), f(1), f(2)]',
      [
        'p:4 | Enter data.p.x',
        'p:4 | | Eval f(1)',
        'p:3 | | Enter data.p.f',
        'p:3 | | | Eval a + 1',
        'p:3 | | | Exit data.p.f',
        'p:3 | | | Redo a + 1',
        'p:4 | | Eval f(1)',
        'p:4 | | Eval f(2)',
        'p:3 | | Enter data.p.f',
        'p:3 | | | Eval a + 1',
        'p:3 | | | Exit data.p.f',
        'p:3 | | | Redo a + 1',
        'p:4 | | Exit data.p.x',
        'p:4 | | Redo f(2)',
        'p:4 | | Redo f(1)',
      ],
    ],
    [
      'every',
      'x if every v in input.list { v > 0 }',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval input.list',
        'p:3 | | Eval every v in input.list { v > 0 }',
        'p:3 | | Eval v > 0',
        'p:3 | | Redo v > 0',
        'p:3 | | Eval v > 0',
        'p:3 | | Redo v > 0',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo every v in input.list { v > 0 }',
        'p:3 | | Redo input.list',
      ],
    ],
    [
      'a with',
      'x if y with input.one as 5\ny if input.one == 5',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval y with input.one as 5',
        'p:4 | | Enter data.p.y',
        'p:4 | | | Eval input.one == 5',
        'p:4 | | | Exit data.p.y',
        'p:4 | | | Redo input.one == 5',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo y with input.one as 5',
      ],
    ],
    [
      'a relation, and a call that fails',
      'x if { walk(input.list, [p, v]); startswith(v, "a") }',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval input.list',
        'p:3 | | Eval walk(input.list, [p, v])',
        'p:3 | | Eval startswith(v, "a")',
        'p:3 | | Fail startswith(v, "a")',
        'p:3 | | Redo walk(input.list, [p, v])',
        'p:3 | | Eval startswith(v, "a")',
        'p:3 | | Fail startswith(v, "a")',
        'p:3 | | Redo walk(input.list, [p, v])',
        'p:3 | | Eval startswith(v, "a")',
        'p:3 | | Fail startswith(v, "a")',
        'p:3 | | Redo walk(input.list, [p, v])',
        'p:3 | | Redo input.list',
      ],
    ],
    [
      'notes',
      'x if trace("hello")',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval trace("hello")',
        'p:3 | | Note "hello"',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo trace("hello")',
      ],
    ],
    [
      'a comprehension',
      'x := [v | some v in input.list]',
      [
        'p:3 | Enter data.p.x',
        'p:3 | | Eval [v | some v in input.list]',
        'p:3 | | Eval some v in input.list',
        'p:3 | | Redo some v in input.list',
        'p:3 | | Eval some v in input.list',
        'p:3 | | Redo some v in input.list',
        'p:3 | | Exit data.p.x',
        'p:3 | | Redo [v | some v in input.list]',
      ],
    ],
  ])('%s', (_name, text, lines) => {
    expect(traceOf(text, { one: 1, list: [1, 2] })).toEqual(lines);
  });

  test('no more lines than wanted, and none twice in a row', () => {
    const trace = new Trace({ most: 2 });
    const note = (message: string): EvaluationEvent => ({ kind: 'note', message, depth: 1 });
    for (const message of ['a', 'a', 'b', 'b', 'c']) trace.observe(note(message));
    expect(trace.lines).toEqual(['query:1     | | Note "a"', 'query:1     | | Note "b"']);
  });

  test.each<readonly [TraceMode, readonly string[]]>([
    [
      'notes',
      [
        'query:1     Enter data.p.x',
        'p:3         | Enter data.p.x',
        'p:4         | | Enter data.p.y',
        'p:4         | | | Note "seen"',
      ],
    ],
    [
      'fails',
      [
        'query:1     Enter data.p.x',
        'p:3         | Enter data.p.x',
        'p:5         | | Enter data.p.z',
        'p:5         | | | Fail input.no',
        'p:3         | | Fail z',
      ],
    ],
  ])('only %s, and the rules they stand in', (mode, lines) => {
    const text = 'x if { y; z }\ny if trace("seen")\nz if input.no';
    const { policy } = compile({ modules: [{ name: 'p', text: `package p\n\n${text}` }] });
    const trace = new Trace({ mode });
    policy?.evaluate({ query: 'data.p.x', input: {}, observe: trace.observe });
    expect(trace.lines.filter((line) => !line.includes('| Fail data.p.x'))).toEqual(lines);
  });
});
