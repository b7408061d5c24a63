import {
  type CaseResult,
  type TestResult as GatekeeperTest,
  type ReadFile,
  readSuite,
  runSuite,
  type Suite,
  suiteFilter,
} from '@bulwark/gatekeeper';
import type { Resource } from '@bulwark/model';
import type { Diagnostic } from '@bulwark/text';
import type { PolicyRuntime } from '../policy-runtime.ts';
import type { SuiteRun, TestResult } from '../testing/test-result.ts';

export interface SuiteRunOptions {
  /** Which tests and cases run, as gator's `--run` says it; all where undefined. */
  readonly run: string | undefined;
  readonly read: ReadFile;
  readonly runtime: PolicyRuntime;
}

/** Runs Gatekeeper suites, as `gator verify` does; or says what is wrong with `run`. */
export function runSuites(
  suites: readonly Resource[],
  { run, read, runtime }: SuiteRunOptions,
): SuiteRun | { readonly problem: string } {
  const filter = suiteFilter(run ?? '');
  if ('problem' in filter) return filter;
  const results: TestResult[] = [];
  const problems: Diagnostic[] = [];
  const notes = new Set<string>();
  for (const resource of suites) {
    const path = resource.place?.source.name ?? '';
    const { suite, diagnostics } = readSuite(resource, path);
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === 'error') problems.push(diagnostic);
      else notes.add(diagnostic.message);
    }
    const { limits } = runtime.begin();
    const host = runtime.host((text) => void notes.add(text));
    const start = runtime.milliseconds();
    const { tests } = runSuite(suite, { read, filter, host, limits });
    const milliseconds = (runtime.milliseconds() - start) / Math.max(1, tests.length);
    for (const test of tests) {
      for (const note of test.notes) notes.add(note);
      if (isWanted(test, run)) results.push(resultOf(test, { suite, milliseconds }));
    }
  }
  return { results, problems, notes: [...notes] };
}

/** What `run` leaves out is not told of as skipped. */
function isWanted({ outcome, cases }: GatekeeperTest, run: string | undefined): boolean {
  return run === undefined || outcome !== 'skip' || cases.length > 0;
}

function resultOf(
  test: GatekeeperTest,
  { suite, milliseconds }: { readonly suite: Suite; readonly milliseconds: number },
): TestResult {
  const { name, outcome, problem, line, cases } = test;
  return {
    suite: suite.name === '' ? suite.path : suite.name,
    name,
    file: suite.path,
    ...(line === undefined ? {} : { line }),
    outcome: problem === undefined ? outcome : 'error',
    message: problem ?? '',
    output: '',
    milliseconds,
    cases: problem === undefined ? cases.map(caseOf) : [],
  };
}

function caseOf({ name, outcome, problem }: CaseResult): TestResult['cases'][number] {
  return { name, outcome, ...(problem === undefined ? {} : { message: problem }) };
}
