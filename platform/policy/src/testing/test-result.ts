import type { Diagnostic } from '@bulwark/text';

export type TestOutcome = 'pass' | 'fail' | 'skip' | 'error';

/** A case of a test that has several. */
export interface TestCase {
  readonly name: string;
  readonly outcome: 'pass' | 'fail' | 'skip';
  /** Why it failed, where the language says so. */
  readonly message?: string;
}

/** How one test of a policy came out, whatever its language. */
export interface TestResult {
  /** The package or suite it belongs to. */
  readonly suite: string;
  readonly name: string;
  readonly file: string;
  /** 1-based; absent where the language does not say. */
  readonly line?: number;
  readonly outcome: TestOutcome;
  /** Why, for all but those that passed. */
  readonly message: string;
  /** What the test printed. */
  readonly output: string;
  readonly milliseconds: number;
  readonly cases: readonly TestCase[];
}

export interface TestCounts {
  readonly pass: number;
  readonly fail: number;
  readonly skip: number;
  readonly error: number;
}

/** Cases count one by one. */
export function countTests(results: readonly TestResult[]): TestCounts {
  const counts = { pass: 0, fail: 0, skip: 0, error: 0 };
  for (const { outcome, cases } of results) {
    if (cases.length === 0 || outcome === 'error' || outcome === 'skip') counts[outcome]++;
    else for (const one of cases) counts[one.outcome]++;
  }
  return counts;
}

/** What came of running suites. */
export interface SuiteRun {
  readonly results: readonly TestResult[];
  /** Suites that could not be judged. */
  readonly problems: readonly Diagnostic[];
  /** What is said without being a failure. */
  readonly notes: readonly string[];
}
