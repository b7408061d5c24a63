import type { Report } from '@bulwark/model';
import { expect, test } from 'vitest';
import { sampleReport } from '../test/sample-report.ts';
import { exitCode, parseThreshold } from './exit-code.ts';

const complete: Report = {
  ...sampleReport,
  coverage: { ...sampleReport.coverage, complete: true, skipped: [] },
};
const clean: Report = { ...complete, findings: [] };
const onlyExcepted: Report = { ...complete, findings: complete.findings.filter((finding) => finding.exception) };
const onlyLow: Report = { ...complete, findings: complete.findings.filter((finding) => finding.severity === 'low') };
const gap = (report: Report): Report => ({ ...report, coverage: sampleReport.coverage });

test.each<[string, Report, string, boolean, number]>([
  ['nothing found', clean, 'high', false, 0],
  ['nothing found, incomplete', gap(clean), 'high', false, 3],
  ['nothing found, incomplete and allowed', gap(clean), 'high', true, 0],
  ['a finding at the threshold', complete, 'critical', false, 1],
  ['findings come before gaps', gap(complete), 'high', false, 1],
  ['only below the threshold', onlyLow, 'medium', false, 0],
  ['exactly at the threshold', onlyLow, 'low', false, 1],
  ['below, and incomplete', gap(onlyLow), 'medium', false, 3],
  ['excepted findings never count', onlyExcepted, 'info', false, 0],
  ['none never fails', complete, 'none', false, 0],
  ['none, incomplete', gap(complete), 'none', false, 3],
  ['risk at the score', complete, 'risk=92', false, 1],
  ['risk above the score', complete, 'risk=93', false, 0],
  ['risk counts no excepted finding', onlyExcepted, 'risk=0', false, 0],
])('%s', (_, report, failOn, allowIncomplete, code) => {
  expect(exitCode(report, { failOn, allowIncomplete })).toBe(code);
});

test.each(['', 'High', 'risk', 'risk=', 'risk=101', 'risk=-1', 'risk=8.5', 'severity', ' high'])(
  '%j is no threshold',
  (text) => {
    expect(parseThreshold(text)).toBeUndefined();
    expect(() => exitCode(complete, { failOn: text, allowIncomplete: false })).toThrow(RangeError);
  },
);
