import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** What an example prints stands behind its `console.log`. */
test.each(examples.map((code) => [code.split('\n')[0], code] as const))('%s', (_first, code) => {
  const told = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text = '']) => plain(text));
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', stripTypeScriptTypes(code)], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  });
  expect(told.length).toBeGreaterThan(0);
  expect(printed.trim().split('\n').map(plain)).toEqual(told);
});

test('the first example takes no more than a dozen lines', () => {
  expect(examples[0]?.trim().split('\n').length).toBeLessThanOrEqual(12);
});

/** Node may put spaces into lists. */
function plain(text: string): string {
  return text.replace(/[\s]+/g, '');
}
