import { type Evidence, type Finding, type Report, type Skipped, type SkipReason, severities } from '@bulwark/model';
import { ExactDecimal, type JsonValue } from '@bulwark/text';
// biome-ignore lint/correctness/noUndeclaredDependencies: for tests only, where it is the root's
import fc from 'fast-check';
import { reasonMeanings } from '../src/coverage-gaps.ts';

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'onmouseover='alert(1)",
  ']]>&lt;!--',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  'a\r\n::error::injected',
  'a\n---\nkey: value',
  '=HYPERLINK("http://evil")',
  '@team #1 www.evil https://evil',
  '| x | y |\n\n# head',
  '`code` [link](javascript:alert(1))',
  '{{ 7*7 }} %0A <!channel>',
  'a\u202egpj\u200b\ufeff\u2028',
  'yes',
  '0x10',
  '1:30',
  '~',
  '- a: b #c',
  ' lead',
  '__proto__',
  '\ud800',
  '',
];
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...payloads) },
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 }),
  fc.constant('x'.repeat(3_000)),
);
const exactValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as JsonValue),
  fc.bigInt().map((value) => ({ big: value })),
  fc.constantFrom('1e400', '1.0', '-0', '12345678901234567890.5').map((text) => [new ExactDecimal(text)]),
  hostile.map((key) => ({ [key]: key })),
);
const resource = fc.record(
  { apiVersion: fc.constantFrom('v1', 'apps/v1'), kind: hostile, namespace: hostile, name: hostile },
  { requiredKeys: ['apiVersion', 'kind', 'name'] },
);
const place = fc.option(fc.record({ file: hostile, line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) }));
const evidence: fc.Arbitrary<Evidence> = fc
  .tuple(fc.record({ pointer: hostile, value: exactValue, resource }, { requiredKeys: ['pointer'] }), place)
  .map(([entry, position]) => ({ ...entry, ...position }));
const fix = fc.oneof(
  hostile.map((summary) => ({ available: true as const, summary })),
  hostile.map((reason) => ({ available: false as const, reason })),
);
const exception = fc.oneof(
  fc.record(
    { reason: hostile, owner: hostile, expires: fc.constant('2027-01-31'), ticket: hostile, source: hostile },
    { requiredKeys: ['reason', 'expires', 'source'] },
  ),
  fc.record({ reason: hostile, policy: hostile.map((text) => `rego:${text}`), source: hostile }),
);
const finding: fc.Arbitrary<Finding> = fc.record(
  {
    id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((id) => `f-${id.toString(16).padStart(16, '0')}`),
    checkId: fc.oneof(
      fc.constantFrom('pod-privileged', 'rbac-escalate-verb'),
      hostile.map((text) => `rego:${text}`),
    ),
    title: hostile,
    message: hostile,
    severity: fc.constantFrom(...severities),
    risk: fc.record({
      score: fc.integer({ min: 0, max: 100 }),
      factors: fc.array(fc.record({ name: hostile, effect: fc.integer({ min: -9, max: 99 }) }), { maxLength: 2 }),
    }),
    resource,
    owner: fc.option(hostile),
    evidence: fc.array(evidence, { minLength: 1, maxLength: 3 }),
    controls: fc.array(hostile, { maxLength: 2 }),
    techniques: fc.array(hostile, { maxLength: 2 }),
    fix,
    exception: fc.option(exception),
    notes: fc.array(hostile, { maxLength: 2 }),
  },
  { noNullPrototype: true },
);
const skipped: fc.Arbitrary<Skipped> = fc.record({
  what: hostile,
  reason: fc.constantFrom(...(Object.keys(reasonMeanings) as SkipReason[])),
  detail: hostile,
  count: fc.nat(),
  objects: fc.array(resource, { maxLength: 2 }),
  checks: fc.array(hostile, { maxLength: 2 }),
});
/** Reports of any content, hostile text in every field. */
export const arbitraryReport: fc.Arbitrary<Report> = fc
  .record({
    version: hostile,
    kind: fc.constantFrom('files' as const, 'cluster' as const, 'snapshot' as const),
    name: hostile,
    findings: fc.uniqueArray(finding, { selector: ({ id }) => id, maxLength: 8 }),
    gaps: fc.array(skipped, { maxLength: 3 }),
    withoutChecks: fc.array(fc.record({ what: hostile, count: fc.nat() }), { maxLength: 2 }),
  })
  .map(({ version, kind, name, findings, gaps, withoutChecks }) => ({
    schemaVersion: '1',
    tool: { name: 'bulwark', version },
    input: { kind, name, objects: 3, at: '2027-01-31T00:00:00Z' },
    summary: summaryOf(findings),
    findings,
    coverage: {
      complete: gaps.length === 0,
      evaluated: { objects: 3, checks: [{ id: 'pod-privileged', version: 1 }], withoutChecks },
      skipped: gaps,
    },
  }));

function summaryOf(findings: readonly Finding[]): Report['summary'] {
  const summary = { critical: 0, high: 0, medium: 0, low: 0, info: 0, excepted: 0 };
  for (const { severity, exception } of findings) summary[exception ? 'excepted' : severity]++;
  return summary;
}
