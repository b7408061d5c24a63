import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync('platform/report/schema/report.schema.json', 'utf8'));
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema);

/** What the published schema finds wrong with a report; empty where nothing is. */
export function schemaErrors(report: unknown): readonly unknown[] {
  validate(report);
  return validate.errors ?? [];
}
