import { SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { declarations } from '../builtins/declarations.ts';
import { parseQuery } from '../syntax/parse.ts';
import type { Block, Pattern, Step, Value } from './plan.ts';
import { BlockPlanner } from './plan-block.ts';
import { PlanScope } from './plan-scope.ts';
import { Registers } from './registers.ts';

/** The steps of a body in short, where s and t are bound; registers by their numbers, s is 0 and t is 1. */
function planned(text: string): string {
  const { body, errors } = parseQuery(text);
  if (body === undefined) throw new Error(errors[0]?.message);
  const registers = new Registers();
  for (const name of ['s', 't']) registers.of(name);
  let ids = 0;
  const source = new SourceText('', text);
  const scope = new PlanScope({ children: new Map(), document: undefined }, declarations, source, () => ids++);
  const planner = new BlockPlanner(scope, registers, new Set(['s', 't']), scope.place({ start: 0, end: 0 }));
  return shown(planner.body(body).block);
}

function shown(block: Block): string {
  return block.map(step).join('; ');
}

function step(one: Step): string {
  switch (one.op) {
    case 'equal':
      return `${value(one.left)} = ${value(one.right)}`;
    case 'match':
      return `${value(one.value)} ~ ${pattern(one.pattern)}`;
    case 'test':
      return value(one.value);
    case 'scan':
    case 'scanData':
      return `${one.op} ${value(one.of)} ~ ${pattern(one.key)} #${one.element}`;
    case 'call':
      return `${one.callee.kind}(${one.args.map(value).join(', ')})${one.output ? ` ~ ${pattern(one.output)}` : ''}`;
    default:
      return one.op;
  }
}

function value(one: Value): string {
  switch (one.op) {
    case 'constant':
      return JSON.stringify(one.value);
    case 'register':
      return `#${one.at}`;
    case 'array':
      return `[${one.items.map(value).join(', ')}]`;
    case 'select':
      return `${value(one.of)}${one.keys.map((key) => `.${value(key)}`).join('')}`;
    case 'base':
    case 'data':
      return `${one.op}${one.path.map((key) => `.${value(key)}`).join('')}`;
    default:
      return one.op;
  }
}

function pattern(one: Pattern): string {
  switch (one.op) {
    case 'any':
      return '_';
    case 'bind':
      return `@${one.at}`;
    case 'equal':
      return value(one.value);
    case 'items':
      return `[${one.items.map(pattern).join(', ')}]`;
    case 'entries':
      return `{${one.entries.map(([key, inner]) => `${value(key)}: ${pattern(inner)}`).join(', ')}}`;
  }
}

describe('unifications', () => {
  test.each<readonly [string, string]>([
    ['s = 1', '#0 = 1'],
    ['s = t', '#0 = #1'],
    ['x = 1', '1 ~ @2'],
    ['1 = x', '1 ~ @2'],
    ['s = [x, 1, {"a": y}]', '#0 ~ [@2, 1, {"a": @3}]'],
    ['[x, 1] = s', '#0 ~ [@2, 1]'],
    ['[x, 1] = [2, y]', '2 ~ @2; 1 ~ @3'],
    ['[x, y] = [y, 1]', '1 ~ @2; #2 ~ @3'],
    ['[x, [x]] = [1, [t]]', '[1, [#1]] ~ [@2, [#2]]'],
    ['{"a": x, "b": 2} = {"b": y, "a": 1}', '1 ~ @2; 2 ~ @3'],
    ['{s: x} = {s: 1}', 'object ~ {#0: @2}'],
    ['{s: x, "k": 1} = {s: 1, "k": y}', '1 ~ @2; 1 ~ @3'],
    ['x = input.a', 'input."a" ~ @2'],
    ['[x, y] = input.a[z]', 'scan input."a" ~ @3 #2; #2 ~ [@4, @5]'],
    // What can never be equal.
    ['[x] = [1, y]', 'fail'],
    ['[x] = {"a": y}', 'fail'],
    ['{"a": x} = [y]', 'fail'],
    ['{"a": x, "b": 1} = {"a": y}', 'fail'],
    ['{"a": x} = {"a": y, "b": 1}', 'fail'],
    ['{"a": x} = {"b": y}', 'fail'],
    // Both sides wait for each other.
    ['x = y', ''],
    ['x = [y]', ''],
    ['[x, y] = [y, x]', ''],
    ['{"a": x} = {"a": y}', ''],
    ['[x, y] = [z, z]; x = 1', '1 ~ @2'],
  ])('%s', (text, wanted) => {
    expect(planned(text)).toBe(wanted);
  });
});

describe('references and calls', () => {
  test.each<readonly [string, string]>([
    ['input', 'input'],
    ['x', 'fail'],
    ['s', '#0'],
    ['input.a[s].b', 'input."a".#0."b"'],
    ['input.a[x].b[y]', 'scan input."a" ~ @3 #2; scan #2."b" ~ @5 #4; #4'],
    ['input.a[[x, s]].b', 'scan input."a" ~ [@3, #0] #2; #2."b"'],
    ['data.a.b[x]', 'scan base."a"."b" ~ @3 #2; #2'],
    ['data.a[s]', 'base."a".#0'],
    ['data[x].b', 'scanData data ~ @2 #2; data.#2."b"'],
    ['data[[x, s]].b', 'scanData data ~ @2 #2; #2 ~ [@3, #0]; data.#2."b"'],
    ['count(s)', 'builtin(#0)'],
    ['count(s, x)', 'builtin(#0) ~ @2'],
    ['count(s, [x, 1])', 'builtin(#0) ~ [@2, 1]'],
    ['count(s, t)', 'builtin(#0) ~ #1'],
    ['count(input.a[x])', 'scan input."a" ~ @3 #2; builtin(#2)'],
    ['walk(s, [x, 1])', 'builtin(#0) ~ [@2, 1]'],
  ])('%s', (text, wanted) => {
    expect(planned(text)).toBe(wanted);
  });
});
