import { existsSync, readFileSync } from 'node:fs';
import type { Finding, Report } from '@bulwark/model';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { plainReader, sampleReport, textOf } from '../../test/sample-report.ts';
import { sarif } from './sarif.ts';

const schemaFile = new URL('../../../../../shared/suites/schemas/open/sarif/sarif-schema-2.1.0.json', import.meta.url);
const there = existsSync(schemaFile);
if (!there) console.warn('skipped: SARIF against its schema, which is not beside the repository (shared/suites)');

/** The log as data; in tests its shape is what the schema says. */
function logOf(report: Report) {
  return JSON.parse(textOf(sarif.write(report, plainReader)));
}

function withFile(file: string): Report {
  const [first] = sampleReport.findings;
  const evidence = [{ pointer: '/a', file, line: 1, column: 1 }];
  return { ...sampleReport, findings: first ? [{ ...first, evidence }] : [] };
}

describe('SARIF 2.1.0', () => {
  test.skipIf(!there)('is valid by the schema of OASIS', () => {
    const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
    const anyText = Object.fromEntries(['uri', 'uri-reference', 'date-time'].map((name) => [name, true as const]));
    const validate = new Ajv({ strict: false, formats: anyText }).compile(schema);
    for (const report of [sampleReport, withFile('../a b/ü:%.yaml'), { ...sampleReport, findings: [] }]) {
      validate(logOf(report));
      expect(validate.errors).toBeNull();
    }
  });

  test.each([
    ['shop/web.yaml', { uri: 'shop/web.yaml', uriBaseId: '%SRCROOT%' }],
    ['./shop/web.yaml', { uri: 'shop/web.yaml', uriBaseId: '%SRCROOT%' }],
    ['a b/c:d%.yaml', { uri: 'a%20b/c%3Ad%25.yaml', uriBaseId: '%SRCROOT%' }],
    ['../other/x.yaml', { uri: '../other/x.yaml' }],
    ['/etc/x.yaml', { uri: 'file:///etc/x.yaml' }],
    ['lone \ud800', { uri: 'lone%20%EF%BF%BD', uriBaseId: '%SRCROOT%' }],
  ])('the path %j becomes a URI', (file, artifactLocation) => {
    const [location] = logOf(withFile(file)).runs[0].results[0].locations;
    expect(location.physicalLocation.artifactLocation).toEqual(artifactLocation);
  });

  test('a finding of a cluster has a logical location only', () => {
    const [location] = logOf(sampleReport).runs[0].results[2].locations;
    expect(location).toEqual({
      logicalLocations: [
        {
          name: 'agent',
          fullyQualifiedName:
            'apps/v1/DaemonSet/kube-system/agent#/spec/template/spec/containers/1/securityContext/privileged',
          kind: 'resource',
        },
      ],
    });
  });

  test('excepted findings are suppressed, the others are said not to be', () => {
    const { results } = logOf(sampleReport).runs[0];
    expect(results.map((result: { suppressions: object[] }) => result.suppressions.length)).toEqual([
      0, 0, 0, 0, 0, 0, 1,
    ]);
  });

  test('gaps are notifications of a run that did not succeed', () => {
    const [invocation] = logOf(sampleReport).runs[0].invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(
      invocation.toolExecutionNotifications.map((one: { descriptor: { id: string } }) => one.descriptor.id),
    ).toEqual(['not-evaluated-unparsed', 'not-evaluated-forbidden']);
  });

  test.each([
    [5_001, 5_001, 'GitHub shows the first 5000 of these 5001 results only.'],
    [25_002, 25_000, '2 findings left out: a run holds at most 25000 results.'],
  ])('%i findings give %i results and a notice', (count, results, notice) => {
    const run = logOf(many(count)).runs[0];
    expect(run.results.length).toBe(results);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(notice);
    expect(run.results.some((result: { suppressions?: object[] }) => (result.suppressions ?? []).length > 0)).toBe(
      count === results,
    );
  });
});

/** Reports of many findings; the first one is excepted. */
function many(count: number): Report {
  const [first] = sampleReport.findings;
  const excepted = sampleReport.findings.find((finding) => finding.exception);
  if (!first || !excepted) throw new Error('the sample has both');
  const findings = Array.from({ length: count }, (_, index): Finding => {
    const id = `f-${index.toString(16).padStart(16, '0')}`;
    return { ...(index === 0 ? excepted : first), id };
  });
  return { ...sampleReport, findings };
}
