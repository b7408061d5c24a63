import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { startMeter, stopMeter } from '../values/work.ts';
import { calling } from './calling.ts';
import { builtins } from './registry.ts';

class Exhausted extends Error {}

/** What a call ends in where so much work is allowed, counted by the builtin and by the values it goes through. */
function within(limit: number, name: string, args: readonly RegoValue[]): string {
  let counted = 0;
  const count = (steps: number, size = 0): void => {
    counted += steps + size;
    if (counted > limit) throw new Exhausted();
  };
  const before = startMeter(count);
  try {
    return calling(name, args, { count, parseModule: () => null });
  } catch (error) {
    if (error instanceof Exhausted) return 'exhausted';
    throw error;
  } finally {
    stopMeter(before);
  }
}

const long = 'a'.repeat(100_000);
const list = Array.from({ length: 10_000 }, (_, at) => at);
const texts = Array.from({ length: 10_000 }, (_, at) => `k${at}`);
const object = Object.fromEntries(texts.map((text, at) => [text, at]));
const jwt = `${'a'.repeat(100_000)}.${'b'.repeat(100_000)}.c`;
const graph = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [String(n), [String(n + 1), String(n + 2)]]));

test.each<[string, RegoValue[]]>([
  ['numbers.range', [1, 10_000_000_000]],
  ['numbers.range_step', [1, 10_000_000_000_000, 3]],
  ['net.cidr_expand', ['10.0.0.0/4']],
  ['net.cidr_expand', ['::/0']],
  ['replace', [long, 'a', long]],
  ['strings.replace_n', [{ a: long }, long]],
  ['concat', [long, Array.from(long)]],
  ['strings.render_template', ['{{range 100000000}}x{{end}}', {}]],
  ['strings.render_template', ['{{$x := "a"}}{{range 99}}{{$x = print $x $x}}{{end}}', {}]],
  ['graph.reachable_paths', [graph, ['0']]],
  ['sprintf', ['%999999d%999999d%999999d', [1, 2, 3]]],
  ['sprintf', ['%999999v'.repeat(100), texts]],
  ['product', [list.map((n) => BigInt(n) + 10n ** 30n)]],
  ['regex.match', ['[ab]*a[ab]{300}c', `c${'ab'.repeat(200_000)}`]],
  ['regex.find_all_string_submatch_n', ['(a.*b|a)', long, -1]],
  ['regex.replace', [long, '(a.*b|a)', 'x']],
  ['regex.split', ['(a.*b|a)', long]],
  ['regex.template_match', ['{[ab]*a[ab]{300}c}', `c${'ab'.repeat(200_000)}`, '{', '}']],
  ['json.match_schema', [JSON.stringify(`c${'ab'.repeat(200_000)}`), { pattern: '[ab]*a[ab]{300}c' }]],
])('%s stops at the limit (%#)', (name, args) => {
  expect(within(1_000_000, name, args)).toBe('exhausted');
});

test.each<[string, RegoValue[]]>([
  ['regex.match', ['(a+)+$', `${long}b`]],
  ['regex.match', ['(a|aa)*c', long]],
  ['glob.match', ['*a*a*a*a*a*a*b', [], long]],
  ['regex.split', ['(x*)*y', long]],
  ['json.match_schema', [JSON.stringify(long), { pattern: '^(a*)*$' }]],
])('%s takes linear time (%#)', (name, args) => {
  const start = performance.now();
  calling(name, args);
  expect(performance.now() - start).toBeLessThan(5000);
});

/** Operands large enough to show what grows faster than they do; every builtin is called with all of them. */
const operands: readonly RegoValue[] = [
  long.slice(0, 20_000),
  list,
  texts,
  object,
  jwt.slice(80_000, 120_000),
  10n ** 5_000n,
  `{"a": [${list.join()}]}`,
  texts.map((text) => `- ${text}`).join('\n'),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'1.'.repeat(20_000)}1`,
  texts.map((text) => [text]),
  texts.map((text) => ({ op: 'add', path: `/${text}`, value: 1 })),
];

// Ours to lend or to refuse: what they do is not the engine's.
const hosts = new Set(['http.send', 'net.lookup_ip_addr', 'opa.runtime', 'rego.parse_module']);

/** Far beyond what any call here takes: a call of quadratic work takes longer. */
const hang = 20_000;

test.each([...builtins.keys()].filter((name) => !hosts.has(name)))(
  '%s ends with large operands',
  (name) => {
    for (const first of operands) {
      for (const second of name === 'walk' ? operands.slice(0, 1) : operands) {
        const start = performance.now();
        within(200_000, name, [first, second, first, second]);
        const took = performance.now() - start;
        expect(took, `operands ${operands.indexOf(first)} and ${operands.indexOf(second)}`).toBeLessThan(hang);
      }
    }
  },
  120_000,
);
