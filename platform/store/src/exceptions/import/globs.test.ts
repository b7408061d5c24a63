import { matchesGlob } from '@bulwark/text';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathGlobs } from './path-globs.ts';
import { regexGlobs } from './regex-globs.ts';

test.each<readonly [string, readonly string[] | undefined]>([
  ['deploy/web.yaml', ['deploy/web.yaml']],
  ['./web.yaml', ['web.yaml']],
  ['**/web.yaml', ['web.yaml', '*/web.yaml']],
  ['**/*.yaml', ['*.yaml']],
  ['deploy/**', ['deploy/*']],
  ['a/**/b/*.yaml', undefined],
  ['a/**/*.yaml', ['a/*.yaml']],
  ['*.yaml', undefined],
  ['deploy/*', undefined],
  ['web.{yaml,json}', undefined],
])('paths: %s', (pattern, globs) => expect(pathGlobs(pattern)).toEqual(globs));

test.each<readonly [string, readonly string[] | undefined]>([
  ['web', ['web']],
  ['^web$', ['web']],
  ['web-.*', ['web-*']],
  ['web-.+', ['web-?*']],
  ['a.b', ['a.b']],
  ['a\\.b', ['a.b']],
  ['(a|b.*)', ['a', 'b*']],
  ['a|b', ['a', 'b']],
  ['web-[a-z]+', undefined],
  ['web*', undefined],
  ['web?', undefined],
  ['a(b|c)', undefined],
  ['(?i)web', undefined],
  ['', undefined],
  ['web-.{3}', undefined],
  ['web.*?', undefined],
  ['web\\d', undefined],
])('names: %s', (expression, globs) => expect(regexGlobs(expression)).toEqual(globs));

const alphabet = ['a', 'b', '/', '.', '*', '**', '/**/', '?', '.yaml'];
const paths = fc.array(fc.constantFrom('a', 'b', '/', '.', '.yaml'), { maxLength: 7 }).map((parts) => parts.join(''));

test('globs for a path pattern match nothing that the pattern does not', () => {
  const patterns = fc
    .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(patterns, paths, (pattern, path) => {
      const globs = pathGlobs(pattern) ?? [];
      if (globs.some((glob) => matchesGlob(path, glob)))
        expect([pattern, path, isMatch(pattern, path)]).toContain(true);
    }),
    { numRuns: 5000 },
  );
});

test('globs for an expression match nothing that the expression does not', () => {
  const pieces = ['a', 'b', '.', '\\.', '.*', '.+', '*', '+', '?', '|', '(', ')', '[ab]', '^', '$', '\\'];
  const expressions = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''));
  const names = fc.array(fc.constantFrom('a', 'b', '.', '-'), { maxLength: 5 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(expressions, names, (expression, name) => {
      const globs = regexGlobs(expression) ?? [];
      if (globs.some((glob) => matchesGlob(name, glob))) {
        expect([expression, name, new RegExp(`^(?:${expression})$`).test(name)]).toContain(true);
      }
    }),
    { numRuns: 5000 },
  );
});

/** What doublestar patterns mean, as a regular expression: a star stays within a folder. */
function isMatch(pattern: string, path: string): boolean {
  const segments = pattern.replace(/^\.?\//, '').split('/');
  const parts = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === '**') return isLast ? '.*' : '(?:[^/]*/)*';
    return `${segment.replaceAll('.', '\\.').replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}${isLast ? '' : '/'}`;
  });
  return new RegExp(`^${parts.join('')}$`).test(path);
}
