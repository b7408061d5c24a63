import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toResource } from '@bulwark/model';
import { type ParsedInput, parseText, SourceText } from '@bulwark/text';
import { describe, expect, it } from 'vitest';
import { readSuite, runSuite, type SuiteResult, suiteFilter } from '../../../engines/gatekeeper/src/index.ts';

const folder = '../shared/suites/gatekeeper-library/open';
const isThere = existsSync(folder);

if (!isThere) process.stdout.write(`skipped: gatekeeper-library: ${folder} is not there\n`);

describe.skipIf(!isThere)("Gatekeeper's library of policies", () => {
  it('every case of every suite comes out as its assertions say', () => {
    const cases = suiteFiles(folder).flatMap((path) => casesOf(runFile(path)));
    const failed = cases.filter(({ problem }) => problem !== undefined);
    process.stdout.write(`score: gatekeeper-library ${cases.length - failed.length}/${cases.length}\n`);
    expect(failed).toEqual([]);
    expect(cases.length).toBe(200);
  });
});

function suiteFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('suite.yaml'))
    .sort()
    .map((name) => join(root, name));
}

function read(path: string): ParsedInput | undefined {
  return existsSync(path) ? parseText(new SourceText(path, readFileSync(path, 'utf8'))) : undefined;
}

function runFile(path: string): SuiteResult {
  const value = read(path)?.documents[0]?.value;
  const resource = value === undefined ? undefined : toResource(value);
  const filter = suiteFilter('');
  if (resource === undefined || 'problem' in filter) throw new Error(`${path}: no suite`);
  const { suite, diagnostics } = readSuite(resource, path);
  expect(diagnostics).toEqual([]);
  return runSuite(suite, { read, filter });
}

interface Case {
  readonly name: string;
  readonly problem: string | undefined;
}

/** A test that fails as a whole fails in each of its cases. */
function casesOf({ suite, tests }: SuiteResult): Case[] {
  return tests.flatMap((test, at) =>
    (suite.tests[at]?.cases ?? []).map((one, index) => ({
      name: `${suite.path} ${test.name} ${one.name}`,
      problem: test.cases[index] === undefined ? (test.problem ?? 'not run') : test.cases[index].problem,
    })),
  );
}
