import { describe, expect, test } from 'vitest';
import { codegenBy } from '../../../languages/rego/src/codegen/codegen.ts';
import { buildFunction } from '../../../languages/rego/src/node/codegen.ts';
import { compileProblemOf } from './compile-case.ts';
import { problemOf } from './judge-case.ts';
import { readKnownGaps } from './known-gaps.ts';
import { compileCases, evaluationCases, type OpaCase, suiteIsThere } from './opa-cases.ts';

if (!suiteIsThere) process.stderr.write("SKIPPED rego: OPA's cases are not there (../shared/suites/opa-rego)\n");

/** OPA's own cases, with the fewest that must be there: a reader that finds none agrees with everything. */
const suites: readonly (readonly [string, () => OpaCase[], (one: OpaCase) => string | undefined, number])[] = [
  ['rego', evaluationCases, (one) => problemOf(one), 3000],
  ['rego-generated', evaluationCases, (one) => problemOf(one, codegenBy(counted, 0)), 3000],
  ['rego-compile', compileCases, compileProblemOf, 20],
];

let generated = 0;

function counted(parameters: readonly string[], text: string): unknown {
  generated++;
  return buildFunction(parameters, text);
}

describe.each(suites)('%s', (name, read, judge, fewest) => {
  test.skipIf(!suiteIsThere)("OPA's cases come out as OPA says, but for the known gaps", () => {
    const cases = read();
    expect(cases.length).toBeGreaterThanOrEqual(fewest);
    const gaps = readKnownGaps();
    const failed = new Map<string, string>();
    for (const one of cases) {
      const problem = judge(one);
      if (problem !== undefined) failed.set(nameOf(one), problem);
    }
    process.stdout.write(`score: ${name} ${cases.length - failed.size}/${cases.length}\n`);
    const unlisted = [...failed].filter(([key]) => !gaps.has(key)).map(([key, problem]) => `${key}: ${problem}`);
    expect(unlisted, 'failures that known-gaps.yaml does not list').toEqual([]);
    const passed = cases.map(nameOf).filter((key) => gaps.has(key) && !failed.has(key));
    expect(passed, 'known gaps that are none any more').toEqual([]);
  });
});

test.skipIf(!suiteIsThere)('most rules of the cases were generated, not left to closures', () => {
  process.stdout.write(`score: rego-generated ${generated} rules became code\n`);
  expect(generated).toBeGreaterThan(3000);
});

function nameOf({ file, case: given }: OpaCase): string {
  return `${file} ${String(given['note'])}`;
}
