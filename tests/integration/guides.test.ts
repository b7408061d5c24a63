import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../apps/cli/src/command-table.ts';
import { globalFlags } from '../../apps/cli/src/flags.ts';
import { checks } from '../../engines/checks/src/index.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/guides/*.md')].map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));

/** Every code block with its language. */
function blocks(text: string): { language: string; code: string }[] {
  return [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language = '', code = '']) => ({ language, code }));
}

/** Every call of the command line in a page, as its words. */
function calls(text: string): string[][] {
  const lines = [
    ...blocks(text).map(({ code }) => code),
    ...[...text.matchAll(/`((?:npx )?bulwark [^`]+)`/g)].map(([, code = '']) => code),
  ];
  return lines
    .join('\n')
    .split('\n')
    .flatMap((line) => /\bbulwark(?:@[\d.]+)? ([a-z][^#|]*)/.exec(line)?.[1] ?? [])
    .map((line) => line.trim().split(/\s+/));
}

describe.each(pages.map(({ file, text }) => [file, text] as const))('%s', (_file, text) => {
  test('YAML blocks are YAML', () => {
    for (const { language, code } of blocks(text)) if (language === 'yaml') expect(() => parse(code)).not.toThrow();
  });

  test('commands and flags exist', () => {
    for (const words of calls(text)) {
      const spec = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
      expect(spec?.name, words.join(' ')).toBeDefined();
      const known = [...(spec?.flags ?? []), ...globalFlags];
      for (const word of words.filter((one) => /^--[a-z]/.test(one))) {
        expect(
          known.map((flag) => `--${flag.name}`),
          words.join(' '),
        ).toContain(word.split('=')[0]);
      }
    }
  });
});

test('checks that the guides name exist', () => {
  const ids = new Set(checks.map((check) => check.id));
  const families = new Set(checks.map((check) => check.id.split('-')[0]));
  for (const { file, text } of pages) {
    for (const [, id = ''] of text.matchAll(/(?:explain|check:|--check) ([a-z]+-[a-z-]+)\b(?!\*)/g)) {
      if (families.has(id.split('-')[0])) expect(ids, `${file} names ${id}`).toContain(id);
    }
  }
});
