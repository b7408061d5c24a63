// BC-37: small files that grow. Each is a gap with the reason "limit" (or broken), and what stands beside it is judged.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Files, judgeFiles } from './judge-files.ts';

const mebibyte = 1024 * 1024;
const good =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec: {containers: [{name: c, image: i, securityContext: {privileged: true}}]}\n';

function laughs(levels: number): string {
  const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level < levels; level++) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\n${lines.join('\n')}\n`;
}

const manyKeys = Array.from({ length: 500 }, (_, index) => `k${index}: 1`).join(', ');
const merges = Array.from({ length: 10_000 }, () => '*a').join(', ');

const bombs: readonly (readonly [string, Files])[] = [
  ['gzip, a thousand to one', { 'bomb.yaml.gz': gzipSync(Buffer.alloc(256 * mebibyte, 32)) }],
  ['gzip in gzip', { 'bomb.yaml.gz': gzipSync(gzipSync(Buffer.alloc(64 * mebibyte, 32))) }],
  ['aliases of aliases', { 'bomb.yaml': laughs(12) }],
  ['merge keys without end', { 'bomb.yaml': `a: &a {${manyKeys}}\nb: {<<: [${merges}]}\n` }],
  ['JSON, 100,000 deep', { 'bomb.json': `{"apiVersion":"v1","kind":"Pod","metadata":${'{"a":'.repeat(100_000)}1` }],
  ['YAML flow, 100,000 deep', { 'bomb.yaml': `apiVersion: v1\nkind: Pod\na: ${'['.repeat(100_000)}\n` }],
  [
    'YAML blocks, 2,000 deep',
    {
      'bomb.yaml': `apiVersion: v1\nkind: Pod\n${Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')}`,
    },
  ],
];

test.each(bombs)(
  '%s',
  (_name, files) => {
    const memory = process.memoryUsage().rss;
    const { read, report, failures } = judgeFiles({ ...files, 'good.yaml': good });
    expect(failures).toEqual([]);
    expect(
      report.findings.some(({ checkId, resource }) => checkId === 'pod-privileged' && resource.name === 'good'),
    ).toBe(true);
    expect(read.skipped.map((gap) => gap.reason)).toEqual(
      expect.arrayContaining([expect.toBeOneOf(['limit', 'unparsed'])]),
    );
    expect(report.coverage.complete).toBe(false);
    expect((process.memoryUsage().rss - memory) / mebibyte).toBeLessThan(512);
  },
  30_000,
);
