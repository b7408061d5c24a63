import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Report } from '@bulwark/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privilegedPod } from '../../e2e/manifests.ts';
import { Workspace } from '../../e2e/workspace.ts';

// BC-37: files that grow when they are read. Each is a gap with the reason `limit` (or is broken, or harmless after all), memory
// grows by at most 256 MiB, and what stands beside it is judged.

const mebibyte = 1024 * 1024;
const mostGrowth = 256;
const mostSeconds = 30;

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\n';
const jsonHead = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"bomb"},"data":';
const times = (text: string, count: number): string => text.repeat(count);
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const manyKeys = lines(200, (index) => `k${index}: 1, `);
const laughs = lines(9, (level) => `a${level + 1}: &a${level + 1} [${times(`*a${level}, `, 9)}*a${level}]\n`);

type Reason = 'limit' | 'unparsed' | 'judged';

/** File name, content and what becomes of it. */
const bombs: readonly (readonly [string, string, () => string | Buffer, Reason])[] = [
  ['gzip, a thousand to one', 'a.yaml.gz', () => gzipSync(Buffer.alloc(256 * mebibyte, 32)), 'limit'],
  [
    'gzip of dense YAML, within the free expansion',
    'a.yaml.gz',
    () => gzipSync(`${head}data: [${times('0,', 15_000_000)}0]\n`),
    'limit',
  ],
  ['gzip of many documents', 'a.yaml.gz', () => gzipSync(times('---\na: b\n', 3_000_000)), 'limit'],
  ['gzip of JSON lines', 'a.jsonl.gz', () => gzipSync(times('{"a":1}\n', 3_000_000)), 'limit'],
  ['gzip in gzip', 'a.yaml.gz', () => gzipSync(gzipSync(Buffer.alloc(64 * mebibyte, 32))), 'limit'],
  ['gzip cut short', 'a.yaml.gz', () => gzipSync(Buffer.alloc(mebibyte, 32)).subarray(0, 500), 'unparsed'],
  [
    'a snapshot that is a bomb',
    'a.jsonl.gz',
    () => gzipSync(`{"kind":"BulwarkSnapshot","version":1}\n${times(' ', 256 * mebibyte)}`),
    'limit',
  ],
  ['YAML aliases of aliases', 'a.yaml', () => `${head}a0: &a0 [${times('1, ', 10)}]\n${laughs}`, 'limit'],
  [
    'YAML aliases of mappings',
    'a.yaml',
    () =>
      `a0: &a0 {x: 1, y: 2}\n${lines(30, (index) => `a${index + 1}: &a${index + 1} {x: *a${index}, y: *a${index}}\n`)}`,
    'limit',
  ],
  [
    'YAML merge keys, ten thousand of one',
    'a.yaml',
    () => `a: &a {${manyKeys}}\nb: {<<: [${times('*a, ', 10_000)}]}\n`,
    'limit',
  ],
  [
    'YAML merge keys in a chain',
    'a.yaml',
    () =>
      `a0: &a0 {k0: 1}\n${lines(3000, (index) => `a${index + 1}: &a${index + 1} {<<: *a${index}, k${index + 1}: 1}\n`)}`,
    'limit',
  ],
  ['YAML flow lists of zeros', 'a.yaml', () => `${head}data: [${times('0,', 4_900_000)}0]\n`, 'limit'],
  ['YAML block lists', 'a.yaml', () => `${head}data:\n${times('- a\n', 2_400_000)}`, 'limit'],
  ['YAML anchors', 'a.yaml', () => `${head}data:\n${lines(400_000, (index) => `- &a${index} x\n`)}`, 'judged'],
  ['YAML, 100,000 brackets deep', 'a.yaml', () => `a: ${times('[', 100_000)}`, 'limit'],
  ['YAML, 100,000 dashes deep', 'a.yaml', () => `${times('- ', 100_000)}a\n`, 'limit'],
  ['YAML, 100,000 questions deep', 'a.yaml', () => `${times('? ', 100_000)}a\n`, 'limit'],
  ['YAML blocks, 2,000 deep', 'a.yaml', () => lines(2000, (index) => `${times(' ', index)}a:\n`), 'limit'],
  ['YAML, NULs', 'a.yaml', () => times('\0', 5_000_000), 'limit'],
  ['YAML, a million colons', 'a.yaml', () => times('a: ', 330_000), 'unparsed'],
  ['YAML, a million documents', 'a.yaml', () => times('---\na\n', 300_000), 'limit'],
  ['YAML, nine million digits', 'a.yaml', () => `${head}data: {a: ${times('9', 9_000_000)}}\n`, 'judged'],
  ['YAML, nine million hexadecimal digits', 'a.yaml', () => `${head}data: {a: 0x${times('f', 9_000_000)}}\n`, 'judged'],
  ['YAML, a long line', 'a.yaml', () => `${head}data: {a: "${times('x', 9_000_000)}"}\n`, 'judged'],
  ['YAML, half a million duplicate keys', 'a.yaml', () => times('a: 1\n', 400_000), 'judged'],
  ['YAML, half a million literal blocks of one key', 'a.yaml', () => times('a: |\n', 400_000), 'judged'],
  ['JSON lists of zeros', 'a.json', () => `${jsonHead}[${times('0,', 4_900_000)}0]}`, 'limit'],
  ['JSON lists of objects', 'a.json', () => `${jsonHead}[${times('{},', 3_200_000)}0]}`, 'limit'],
  ['JSON cut short', 'a.json', () => `${jsonHead}[${times('0,', 900_000)}`, 'unparsed'],
  ['JSON, 100,000 deep', 'a.json', () => times('{"a":', 100_000), 'limit'],
  ['JSON, one text of 11 MB', 'a.json', () => `${jsonHead}{"a":"${times('x', 11_000_000)}"}}`, 'limit'],
  ['JSON, nine million digits', 'a.json', () => `${jsonHead}{"a":${times('9', 9_000_000)}}}`, 'judged'],
  ['JSON, half a million broken lines', 'a.jsonl', () => times('{"a":\n', 500_000), 'limit'],
  ['JSON, half a million duplicate keys', 'a.json', () => `{${times('"a":1,', 500_000)}"a":1}`, 'judged'],
];

let workspace: Workspace;
let usual = 0;

beforeAll(() => {
  workspace = new Workspace({ 'good.yaml': privilegedPod });
  usual = run('good.yaml').usage.peakMebibytes;
});
afterAll(() => workspace.remove());

test.each(bombs)(
  '%s',
  (_title, name, content, reason) => {
    workspace.write({ [`bomb/${name}`]: content(), 'bomb/good.yaml': privilegedPod });
    const { code, report, usage, stderr } = run('bomb');
    workspace.clear('bomb');
    expect(report?.findings.some(({ checkId }) => checkId === 'pod-privileged')).toBe(true);
    const reasons = new Set(report?.coverage.skipped.map((gap) => gap.reason));
    expect({ code, reason: reason === 'judged' || reasons.has(reason) }).toEqual({ code: 1, reason: true });
    expect(usage.peakMebibytes - usual).toBeLessThan(mostGrowth);
    expect(usage.cpuSeconds).toBeLessThan(mostSeconds);
    expect(stderr.length).toBeLessThan(20_000);
  },
  60_000,
);

describe('the other files that are read', () => {
  test.each([
    ['standard input without end', ['scan', '-'], 3],
    ['a configuration', ['scan', 'good.yaml', '--config', 'laughs.yaml'], 2],
    ['exceptions', ['scan', 'good.yaml', '--exceptions', 'laughs.yaml'], 1],
    ['a baseline', ['scan', 'good.yaml', '--baseline', 'deep.json'], 2],
    ['a baseline that is a bomb', ['scan', 'good.yaml', '--baseline', 'bomb.gz'], 2],
    ['a kustomization', ['scan', 'kust'], 3],
    ['a values file', ['fix', 'chart'], 0],
  ])('%s', (_title, args, code) => {
    const packed = gzipSync(Buffer.alloc(256 * mebibyte, 32));
    const bomb = `a0: &a0 [1]\n${laughs}`;
    workspace.write({
      'laughs.yaml': bomb,
      'deep.json': times('{"a":', 100_000),
      'bomb.gz': packed,
      'kust/kustomization.yaml': bomb,
      'chart/Chart.yaml': bomb,
      'chart/values.yaml': bomb,
    });
    const ended = run(...args, args.includes('-') ? packed : undefined);
    expect({ code: ended.code, bug: ended.stderr.includes('bug:') }).toEqual({ code, bug: false });
    expect(ended.usage.peakMebibytes - usual).toBeLessThan(mostGrowth);
  });
});

interface Ended {
  readonly code: number;
  readonly report: Report | undefined;
  readonly stderr: string;
  readonly usage: { readonly peakMebibytes: number; readonly cpuSeconds: number };
}

/** A path to scan, or a command line with what it gets on standard input. */
function run(...given: readonly (string | Buffer | undefined)[]): Ended {
  const words = given.filter((word) => typeof word === 'string');
  const input = given.find((word) => Buffer.isBuffer(word));
  const args = words.length > 1 ? words : ['scan', ...words, '-o', 'json=report.json'];
  const node = ['--import', pathToFileURL('tests/e2e/report-usage.mjs').href];
  const { code, stderr } = workspace.runWith({ node, ...(input ? { input } : {}) }, ...args);
  const usage = /USAGE (.*)/.exec(stderr)?.[1] ?? '{}';
  const isReport = words.length === 1 && code !== 70;
  return {
    code,
    stderr,
    usage: JSON.parse(usage),
    report: isReport ? JSON.parse(workspace.read('report.json')) : undefined,
  };
}
