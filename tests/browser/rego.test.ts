// needs: chromium (Debian's is installed where that may be done)
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { jsonTextOf } from '@bulwark/rego';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { evaluationCases, suiteIsThere } from '../conformance/rego/opa-cases.ts';
import { answerCases, plainHost } from './answer-cases.ts';
import { findChromium } from './find-chromium.ts';
import { servePage } from './serve-page.ts';

const browser = findChromium();
const missing = 'missing' in browser ? browser.missing : undefined;
const why = missing ?? (suiteIsThere ? undefined : "OPA's cases are not there");
if (why !== undefined) process.stdout.write(`skipped: Rego in a browser: ${why}\n`);

test.skipIf(why !== undefined)(
  "a browser answers OPA's cases as Node does, with nothing evaluated from text",
  async () => {
    if (!('path' in browser)) return;
    const cases = jsonTextOf(evaluationCases().map(({ case: given, version }) => ({ ...given, version })));
    const page = await servePage('tests/browser/page.ts', cases);
    const chrome = await chromium.launch({ executablePath: browser.path, args: ['--no-sandbox'] });
    try {
      const tab = await chrome.newPage();
      const complaints: string[] = [];
      tab.on('console', (message) => complaints.push(message.text()));
      tab.on('pageerror', (error) => complaints.push(String(error)));
      await tab.goto(page.url);
      await expect.poll(() => tab.title(), { timeout: 120_000 }).toBe('done');
      const answers = await tab.evaluate<readonly string[]>('answers');
      const wanted = answerCases(cases, plainHost);
      expect(wanted.length).toBeGreaterThan(3000);
      const different = wanted.flatMap((one, at) => (one === answers[at] ? [] : [`${at}: ${one}\n  ${answers[at]}`]));
      const off = wanted.filter((one) => one.includes('the capabilities do not allow')).length;
      process.stdout.write(
        `score: rego-browser ${wanted.length - different.length}/${wanted.length} (${off} ask for what a browser does not lend)\n`,
      );
      expect(different).toEqual([]);
      expect(complaints).toEqual([]);
      expect(page.size).toBeLessThan(1_000_000);
    } finally {
      await chrome.close();
      page.close();
    }
  },
);

test('the size of the library in a browser is the one that its README says', async () => {
  const page = await servePage('languages/rego/src/index.ts', '[]');
  const response = await fetch(`${page.url}page.js`);
  const packed = gzipSync(await response.text()).length;
  page.close();
  const said = /(\d+) kB minified and (\d+) kB packed/.exec(readFileSync('languages/rego/README.md', 'utf8'));
  process.stdout.write(
    `score: rego-browser-size ${kilobytes(page.size)} kB minified, ${kilobytes(packed)} kB packed\n`,
  );
  expect(Math.abs(kilobytes(page.size) - Number(said?.[1]))).toBeLessThan(20);
  expect(Math.abs(kilobytes(packed) - Number(said?.[2]))).toBeLessThan(10);
});

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000);
}
