import { describe, expect, test } from 'vitest';
import { compile } from '../../../languages/rego/src/compile/compile.ts';
import type { RegoValue } from '../../../languages/rego/src/values/value.ts';

const patience = 300;

/** How a module ends: the code of its first error, or `done`. Whatever it does, it must end soon after the deadline. */
function fateOf(text: string, input?: RegoValue): string {
  const { policy, diagnostics } = compile({ modules: [{ name: 'hostile.rego', text }] });
  if (policy === undefined) return diagnostics[0]?.code ?? 'no diagnostic';
  const end = performance.now() + patience;
  const limits = { isOver: () => performance.now() > end, size: 20_000_000 };
  const { errors } = policy.evaluate({ query: 'data.p.x', ...(input === undefined ? {} : { input }), limits });
  return errors[0]?.code ?? 'done';
}

const million = 1_000_000;
const module = (body: string): string => `package p\n${body}`;

describe('modules that nest or are large are refused', () => {
  test.each([
    ['square brackets', module(`x := ${'['.repeat(million)}${']'.repeat(million)}`)],
    ['braces', module(`x if ${'{'.repeat(million)}`)],
    ['parentheses', module(`x := ${'('.repeat(million)}1${')'.repeat(million)}`)],
    ['negations', module(`x if { ${'not '.repeat(million)}true }`)],
    ['signs', module(`x := ${'-'.repeat(million)}1`)],
    ['a long reference', module(`x := input${'.a'.repeat(million)}`)],
    ['a chain of else', module(`x := 1 if { false } ${'else := 1 if { false } '.repeat(100_000)}`)],
    ['a long sum', module(`x := 1${' + 1'.repeat(100_000)}`)],
    ['ten megabytes of text', module(`x := "${'a'.repeat(10 * million)}"`)],
    ['ten megabytes of comments', module(`${'# x\n'.repeat(2.5 * million)}x := 1`)],
    ['a number of a million digits', module(`x := ${'9'.repeat(million)}`)],
    ['a number of a huge exponent', module('x := 1e1000000000 + 1')],
  ])('%s', (_name, text) => {
    expect(fateOf(text)).toBe('rego_parse_error');
  });
});

/** Sixty rules, each made of the one before. */
const chain = (link: (before: string) => string, first: string, last: string): string =>
  module(
    [`s0 := ${first}`, ...Array.from({ length: 60 }, (_, at) => `s${at + 1} := ${link(`s${at}`)}`), last].join('\n'),
  );
const tree = (last: string): string => chain((before) => `[${before}, ${before}]`, '1', last);

describe('evaluations that grow are stopped and named', () => {
  test.each([
    [
      'comprehensions',
      module(`x := count([1 | ${['a', 'b', 'c'].map((one) => `some ${one} in numbers.range(1, 9999)`).join('; ')}])`),
    ],
    [
      'every in every',
      module('x if { every a in numbers.range(1, 99999) { every b in numbers.range(1, 99999) { a + b > 0 } } }'),
    ],
    ['a range', module('x := count(numbers.range(1, 1000000000))')],
    ['a range of steps', module('x := count(numbers.range_step(1, 1000000000000, 2))')],
    ['addresses', module('x := count(net.cidr_expand("0.0.0.0/0"))')],
    ['texts that double', chain((before) => `concat("", [${before}, ${before}])`, '"abc"', 'x := count(s60)')],
    ['arrays that double', chain((before) => `array.concat(${before}, ${before})`, '[1, 2]', 'x := count(s60)')],
    ['numbers that are squared', chain((before) => `${before} * ${before}`, '12345678901234567890', 'x := s60 > 1')],
    ['a factorial', module('x := product(numbers.range(1, 300000)) > 1')],
    ['a tree that is shown', tree('x := s60')],
    ['a tree in a set', tree('x := count({s60, 1})')],
    ['a tree as JSON', tree('x := count(json.marshal(s60))')],
    ['a tree in a text', tree('x := count(sprintf("%v", [s60]))')],
    ['a tree that is walked', tree('x := count([1 | walk(s60, _)])')],
  ])('%s', (_name, text) => {
    expect(fateOf(text)).toBe('eval_cancel_error');
  });
});

describe('regular expressions and globs take linear time', () => {
  test.each([
    ['nested repetition', `regex.match("^(a+)+$", "${'a'.repeat(30_000)}!")`],
    ['overlapping repetition', `regex.match("(x+x+)+y", "${'x'.repeat(30_000)}")`],
    ['repeated repetition', 'regex.match("((a{0,100}){0,100}){0,100}", "a")'],
    ['stars', `glob.match("${'*a'.repeat(50)}b", [], "${'a'.repeat(5000)}")`],
  ])('%s', (_name, call) => {
    expect(fateOf(module(`x := ${call}`))).toBe('done');
  });
});

function nested(depth: number, wrap: (value: RegoValue) => RegoValue): RegoValue {
  let value: RegoValue = 1;
  for (let at = 0; at < depth; at++) value = wrap(value);
  return value;
}

describe('inputs that nest a hundred thousand deep end in an error, not in a crash', () => {
  const lists = nested(100_000, (value) => [value]);
  const objects = nested(100_000, (value) => ({ a: value }));
  test.each([
    ['walked', 'count([1 | walk(input, _)])', lists],
    ['in a set', 'count({input})', lists],
    ['in a text', 'sprintf("%v", [input])', lists],
    ['united', 'object.union(input, input)', objects],
    ['as JSON', 'json.marshal(input)', lists],
  ])('%s', (_name, term, input) => {
    expect(fateOf(module(`x := ${term}`), input)).toBe('eval_cancel_error');
  });
});
