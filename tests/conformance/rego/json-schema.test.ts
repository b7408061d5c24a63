import { existsSync, globSync, readFileSync } from 'node:fs';
import { type JsonValue, parseJson, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { compile } from '../../../languages/rego/src/compile/compile.ts';
import { readKnownGaps } from './known-gaps.ts';

// The cases of JSON Schema drafts 4, 6 and 7, as OPA's json.match_schema is to judge them.
const folder = '../shared/suites/opa-rego/open/jsonschema-testdata';
const files = existsSync(folder) ? globSync(`${folder}/draft*/*.json`).sort() : [];
if (files.length === 0) process.stderr.write(`SKIPPED rego-json-schema: ${folder} is not there\n`);

interface SchemaCase {
  readonly name: string;
  readonly schema: unknown;
  readonly data: unknown;
  readonly valid: boolean;
}

function casesOf(file: string): SchemaCase[] {
  const [, draft = '', name = ''] = /(draft\d)\/(.*)\.json$/.exec(file) ?? [];
  const [document] = parseJson(new SourceText(file, readFileSync(file, 'utf8'))).documents;
  const groups = document?.value as unknown as readonly (SchemaCase & {
    readonly description: string;
    readonly tests: readonly (SchemaCase & { readonly description: string })[];
  })[];
  return groups.flatMap(({ description, schema, tests }) =>
    tests.map((one) => ({
      name: `${draft}/${name}: ${description}: ${one.description}`,
      schema,
      data: one.data,
      valid: one.valid,
    })),
  );
}

const policyText = 'package p\nvalid := json.match_schema(json.marshal(input.data), json.marshal(input.schema))[0]';

test.skipIf(files.length === 0)('json.match_schema judges as the drafts say, but for the known gaps', () => {
  const { policy } = compile({ modules: [{ name: 'p.rego', text: policyText }] });
  const cases = files.flatMap(casesOf);
  expect(cases.length).toBeGreaterThan(1000);
  const failed = cases.filter(({ schema, data, valid }) => {
    const input = { schema, data } as unknown as JsonValue;
    const answer = policy?.evaluate({ query: 'data.p.valid', input }).result[0]?.expressions[0]?.value;
    return answer !== valid;
  });
  process.stdout.write(`score: rego-json-schema ${cases.length - failed.length}/${cases.length}\n`);
  const gaps = [...readKnownGaps().keys()];
  const isGap = (name: string): boolean => gaps.some((gap) => isOf(gap, name));
  expect(failed.map(({ name }) => name).filter((name) => !isGap(name))).toEqual([]);
  const closed = gaps.filter(
    (gap) => cases.some(({ name }) => isOf(gap, name)) && !failed.some(({ name }) => isOf(gap, name)),
  );
  expect(closed, 'known gaps that are none any more').toEqual([]);
});

/** A gap names a case, or a file with all its cases. */
function isOf(gap: string, name: string): boolean {
  return name === gap || name.startsWith(`${gap}: `);
}
