import { expect, test } from 'vitest';
import type { RegoValue } from '../values/value.ts';
import { calling } from './calling.ts';

class Exhausted extends Error {}

function counting(limit: number): (steps: number, size?: number) => void {
  let counted = 0;
  return (steps, size = 0) => {
    counted += steps + size;
    if (counted > limit) throw new Exhausted();
  };
}

const long = 'a'.repeat(100_000);

test.each<[string, RegoValue[]]>([
  ['numbers.range', [1, 10_000_000_000]],
  ['net.cidr_expand', ['10.0.0.0/4']],
  ['replace', [long, 'a', long]],
  ['concat', [long, Array.from(long)]],
  ['strings.render_template', ['{{range 100000000}}x{{end}}', {}]],
  ['strings.render_template', ['{{$x := "a"}}{{range 99}}{{$x = print $x $x}}{{end}}', {}]],
  [
    'graph.reachable_paths',
    [Object.fromEntries(Array.from({ length: 40 }, (_, n) => [String(n), [String(n + 1), String(n + 2)]])), ['0']],
  ],
  ['sprintf', ['%999999d%999999d%999999d', [1, 2, 3]]],
])('%s stops at the limit (%#)', (name, args) => {
  expect(() => calling(name, args, { count: counting(1_000_000) })).toThrow(Exhausted);
});

test.each<[string, RegoValue[]]>([
  ['regex.match', ['(a+)+$', `${long}b`]],
  ['regex.match', ['(a|aa)*c', long]],
  ['glob.match', ['*a*a*a*a*a*a*b', [], long]],
  ['regex.split', ['(x*)*y', long]],
  ['json.match_schema', [long, { pattern: '^(a*)*$' }]],
])('%s takes linear time (%#)', (name, args) => {
  const start = performance.now();
  calling(name, args);
  expect(performance.now() - start).toBeLessThan(5000);
});
