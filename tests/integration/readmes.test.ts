import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printedLines, readmeExamples } from '../readme-examples.ts';

const packages = globSync('{foundation,languages,engines,sources,platform,apps}/*/package.json').map(dirname).sort();

test.each(packages)('%s has a README that says where to start', (folder) => {
  const readme = join(folder, 'README.md');
  expect(existsSync(readme)).toBe(true);
  const text = readFileSync(readme, 'utf8');
  expect(text.startsWith('# ')).toBe(true);
  expect(text).toMatch(/\bStart /);
});

const examples = packages.flatMap((folder) =>
  readmeExamples(folder).map(({ code, prints }, at) => [folder, at + 1, code, prints] as const),
);

describe('examples', () => {
  test('there are some', () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples)('%s, example %i prints what it says', (folder, _at, code, prints) => {
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', stripTypeScriptTypes(code)], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(printedLines(printed)).toEqual(prints);
  });
});

test('the first example of Rego takes no more than a dozen lines', () => {
  const code = examples.find(([folder]) => folder === 'languages/rego')?.[2] ?? '';
  expect(code.trim().split('\n').length).toBeLessThanOrEqual(12);
});
