import { expect, test } from 'vitest';
import { plainReader, sampleReport, textOf } from '../../test/sample-report.ts';
import { junit } from './junit.ts';

const text = textOf(junit.write(sampleReport, plainReader));

test('the counts are those of what is in it', () => {
  const counted = (part: RegExp) => text.match(part)?.length ?? 0;
  const [, tests, failures, skipped] =
    /<testsuites name="Bulwark" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">/.exec(text) ?? [];
  expect([Number(tests), Number(failures), Number(skipped)]).toEqual([
    counted(/<testcase /g),
    counted(/<failure /g),
    counted(/<skipped /g),
  ]);
});

test('each suite counts its own', () => {
  for (const [, tests, failures, skipped, body = ''] of text.matchAll(
    /<testsuite name="[^"]*" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">(.*?)<\/testsuite>/gs,
  )) {
    const counts = [/<testcase /g, /<failure /g, /<skipped /g].map((part) => body.match(part)?.length ?? 0);
    expect(counts).toEqual([Number(tests), Number(failures), Number(skipped)]);
  }
});

test('a check that a gap names does not pass', () => {
  const evaluated = { ...sampleReport.coverage.evaluated, checks: [{ id: 'cert-expiry', version: 1 }] };
  const report = { ...sampleReport, coverage: { ...sampleReport.coverage, evaluated } };
  expect(textOf(junit.write(report, plainReader))).not.toContain('classname="cert-expiry"');
});
