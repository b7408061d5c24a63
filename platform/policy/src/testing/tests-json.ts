import type { Skipped } from '@bulwark/model';
import type { CoverageReport } from '@bulwark/rego';
import { inertJson } from '@bulwark/report';
import { type JsonValue, jsonText } from '@bulwark/text';
import { countTests, type TestResult } from './test-result.ts';

export interface TestedPolicies {
  readonly tool: { readonly name: string; readonly version: string };
  /** What was tested: files, as they were named. */
  readonly input: string;
  readonly results: readonly TestResult[];
  readonly skipped: readonly Skipped[];
  readonly lines: CoverageReport | undefined;
}

/** Results in the envelope of all commands. The same tests give the same bytes: how long they took is not told. */
export function testsJson({ tool, input, results, skipped, lines }: TestedPolicies): string {
  const tests = results.map(({ milliseconds: _time, cases, output, ...result }) => ({
    ...result,
    ...(output === '' ? {} : { output }),
    ...(cases.length === 0 ? {} : { cases }),
  }));
  const envelope = {
    schemaVersion: '1',
    tool,
    input: { kind: 'files', name: input },
    summary: countTests(results),
    tests,
    ...(lines === undefined ? {} : { lines }),
    coverage: { complete: skipped.length === 0, evaluated: { tests: results.length }, skipped },
  };
  // Everything in it is JSON; the types say so in parts only.
  return `${inertJson(jsonText(envelope as unknown as JsonValue, 2))}\n`;
}
