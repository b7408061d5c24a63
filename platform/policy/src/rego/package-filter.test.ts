import { expect, test } from 'vitest';
import { packageFilter } from './package-filter.ts';

const names = ['main', 'k8s.simple', 'k8s.simple.deployment', 'k9s', 'a-b', 'a.b'];

test.each([
  [['main'], ['main']],
  [
    ['main', 'k9s'],
    ['main', 'k9s'],
  ],
  // A dot is a character as any other.
  [['k8s.*'], ['k8s.simple', 'k8s.simple.deployment']],
  [['*'], names],
  [['k?s'], ['k9s']],
  [['k[0-8]s*'], ['k8s.simple', 'k8s.simple.deployment']],
  [['k[^8]s*'], ['k9s']],
  [['a[.\\-]b'], ['a-b', 'a.b']],
  [['a\\.b'], ['a.b']],
  [['mai'], []],
])('%j names %j', (patterns, expected) => {
  const filter = packageFilter(patterns);
  expect(typeof filter === 'function' && names.filter(filter)).toEqual(expected);
});

test.each(['[', '[]', 'a[b', '[b-a]', 'a\\'])('%s is no pattern', (pattern) => {
  expect(packageFilter([pattern])).toEqual({ problem: expect.stringContaining(`"${pattern}" is no pattern`) });
});

test('many stars take no more than linear time', () => {
  const filter = packageFilter([`${'*a'.repeat(30)}*b`]);
  expect(typeof filter === 'function' && filter('a'.repeat(20_000))).toBe(false);
});
