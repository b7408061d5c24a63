// A scan's findings work out what they say when they are asked: no format may depend on how they keep it.
import { checks } from '@bulwark/checks';
import { plainFinding, severities } from '@bulwark/model';
import { type FormatContext, formats } from '@bulwark/report';
import { expect, test } from 'vitest';
import { judgePaths } from './bug-classes/judge-files.ts';

const reader: FormatContext = {
  colour: false,
  unicode: true,
  width: 100,
  verbose: true,
  severities,
  showSuppressed: true,
  failOn: 'high',
  checks: new Map(checks.map((check) => [check.id, check])),
};

const { report } = judgePaths(['content/sample']);
const plain = { ...report, findings: report.findings.map(plainFinding) };

test.each(formats.map((format) => [format.name, format] as const))('%s', (_name, format) => {
  expect(report.findings.length).toBeGreaterThan(50);
  expect([...format.write(report, reader)].join('')).toBe([...format.write(plain, reader)].join(''));
});

test('JSON.stringify', () => {
  expect(JSON.stringify(report)).toBe(JSON.stringify(plain));
});
