import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { plainReader, sampleReport, textOf } from '../test/sample-report.ts';
import { json } from './formats/json.ts';

const schema = JSON.parse(readFileSync(new URL('../schema/report.schema.json', import.meta.url), 'utf8'));
const options = { strict: true, strictRequired: false, strictTypes: false, allErrors: true };
const validate = new Ajv2020(options).compile(schema);
const validateStrictly = new Ajv2020(options).compile(closed(schema) as object);
const sample = () => JSON.parse(textOf(json.write(sampleReport, plainReader)));

/** The schema without room for unknown fields: what we write ourselves must all be described. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node).map(([key, value]) => [key, closed(value)] as const);
  const result = Object.fromEntries(members);
  return result['type'] === 'object' && result['properties'] ? { ...result, additionalProperties: false } : result;
}

test('the sample report is described to the last field', () => {
  validateStrictly(sample());
  expect(validateStrictly.errors).toBeNull();
});

test('fields of later releases are let through', () => {
  const report = sample();
  report.added = 1;
  report.findings[0].added = { deep: true };
  expect(validate(report)).toBe(true);
});

// biome-ignore lint/suspicious/noExplicitAny: the point is to break the shape
type Loose = any;

test.each<[string, (report: Loose) => void]>([
  [
    'another schema version',
    (report) => {
      report.schemaVersion = '2';
    },
  ],
  [
    'a finding without an id',
    (report) => {
      delete report.findings[0].id;
    },
  ],
  [
    'a malformed id',
    (report) => {
      report.findings[0].id = 'f-XYZ';
    },
  ],
  [
    'an unknown severity',
    (report) => {
      report.findings[0].severity = 'urgent';
    },
  ],
  [
    'a score above 100',
    (report) => {
      report.findings[0].risk.score = 101;
    },
  ],
  [
    'a pointer without a slash',
    (report) => {
      report.findings[0].evidence[0].pointer = 'spec';
    },
  ],
  [
    'a pointer with a stray tilde',
    (report) => {
      report.findings[0].evidence[0].pointer = '/a~b';
    },
  ],
  [
    'a line without a file',
    (report) => {
      delete report.findings[0].evidence[0].file;
    },
  ],
  [
    'a line zero',
    (report) => {
      report.findings[0].evidence[0].line = 0;
    },
  ],
  [
    'no evidence',
    (report) => {
      report.findings[0].evidence = [];
    },
  ],
  [
    'a fix without a summary',
    (report) => {
      report.findings[0].fix = { available: true };
    },
  ],
  [
    'no fix and no reason',
    (report) => {
      report.findings[0].fix = { available: false };
    },
  ],
  [
    'an exception without an end',
    (report) => {
      delete report.findings[6].exception.expires;
    },
  ],
  [
    'complete with gaps',
    (report) => {
      report.coverage.complete = true;
    },
  ],
  [
    'incomplete without gaps',
    (report) => {
      report.coverage.skipped = [];
    },
  ],
  [
    'an unknown reason',
    (report) => {
      report.coverage.skipped[0].reason = 'lazy';
    },
  ],
  [
    'a negative count',
    (report) => {
      report.summary.high = -1;
    },
  ],
  [
    'a check id in capitals',
    (report) => {
      report.findings[0].checkId = 'Pod-Privileged';
    },
  ],
])('%s is refused', (_, spoil) => {
  const report = sample();
  spoil(report);
  expect(validate(report)).toBe(false);
});
