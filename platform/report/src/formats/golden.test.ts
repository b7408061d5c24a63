import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { expect, test } from 'vitest';
import { plainReader, sampleReport, textOf, thoroughReader } from '../../test/sample-report.ts';
import type { FormatContext } from '../format.ts';
import { formats } from './index.ts';

const cases: (readonly [file: string, text: () => string])[] = formats.map((format) => [
  `report.golden.${format.name === 'github' ? 'github.txt' : format.extension}`,
  () => textOf(format.write(sampleReport, plainReader)),
]);
const readers: Readonly<Record<string, FormatContext>> = {
  verbose: thoroughReader,
  ascii: { ...plainReader, unicode: false },
  colour: { ...plainReader, colour: true },
  wide: { ...plainReader, width: 120 },
};
for (const [name, reader] of Object.entries(readers)) {
  cases.push([`report-${name}.golden.txt`, () => writeTable(reader)]);
}

function writeTable(reader: FormatContext): string {
  return textOf(formats[0]?.write(sampleReport, reader) ?? []);
}

test.each(cases)('%s', (file, write) => {
  const url = new URL(`../../golden/${file}`, import.meta.url);
  if (env['UPDATE_GOLDEN'] === '1') writeFileSync(url, write());
  expect(write()).toBe(readFileSync(url, 'utf8'));
});

test('no two formats share a name', () => {
  expect(new Set(formats.map((format) => format.name)).size).toBe(formats.length);
});
