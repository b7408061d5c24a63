import { Coverage, type CoverageReport, type Module, type Policy } from '@bulwark/rego';
import { type Diagnostic, isList, isObject, type JsonValue } from '@bulwark/text';
import type { EvaluationBudget, PolicyRuntime } from '../policy-runtime.ts';
import { type CompileChoice, compileGood, diagnosticOf, problemText } from '../rego/compile-policies.ts';
import type { PolicySources } from '../rego/policy-sources.ts';
import { findTests, type RegoTest } from './find-tests.ts';
import type { TestCase, TestResult } from './test-result.ts';

export interface RegoTestOptions extends CompileChoice {
  readonly runtime: PolicyRuntime;
  /** Only tests whose full name it matches. */
  readonly run: RegExp | undefined;
  readonly coverage: boolean;
}

export interface RegoTestRun {
  readonly results: readonly TestResult[];
  /** Modules that could not be judged. */
  readonly problems: readonly Diagnostic[];
  readonly coverage: CoverageReport | undefined;
}

/** Runs the `test_` rules of modules. A broken module is told of, and the tests of the others run. */
export function runRegoTests(sources: PolicySources, options: RegoTestOptions): RegoTestRun {
  let tests: readonly RegoTest[] = [];
  const prepare = (modules: readonly Module[]): readonly Module[] => {
    const found = findTests(modules);
    tests = found.tests;
    return found.modules;
  };
  const { policy, problems } = compileGood(sources, { ...options, prepare });
  if (policy === undefined) return { results: [], problems, coverage: undefined };
  const coverage = options.coverage ? new Coverage() : undefined;
  const wanted = tests.filter((test) => options.run?.test(`${test.package}.${test.name}`) ?? true);
  const results = wanted.map((test) => runTest(policy, test, { runtime: options.runtime, coverage }));
  return { results, problems, coverage: coverage?.report(policy.places) };
}

interface Surroundings {
  readonly runtime: PolicyRuntime;
  readonly coverage: Coverage | undefined;
}

function runTest(policy: Policy, test: RegoTest, { runtime, coverage }: Surroundings): TestResult {
  const { file, line, name } = test;
  const base = { suite: test.package, name, file, line, output: '', milliseconds: 0, cases: [] };
  if (test.isSkipped) return { ...base, outcome: 'skip', message: 'todo' };
  const printed: string[] = [];
  const budget = runtime.begin();
  const host = runtime.host((text) => void printed.push(`${text}\n`));
  const start = runtime.milliseconds();
  const evaluation = policy.evaluate({ query: test.query, limits: budget.limits, host, observe: coverage?.observe });
  const done = { ...base, output: printed.join(''), milliseconds: runtime.milliseconds() - start };
  const [error] = evaluation.errors;
  if (error) return { ...done, outcome: 'error', message: problemText(diagnosticOf(budget.named(error))) };
  const value = evaluation.result[0]?.expressions[0]?.value;
  if (test.casesQuery === undefined || !isObject(value)) {
    const found = value === undefined ? 'undefined' : JSON.stringify(value);
    return value === true
      ? { ...done, outcome: 'pass', message: '' }
      : { ...done, outcome: 'fail', message: `expected true, found ${found}` };
  }
  const cases = casesOf(policy, test.casesQuery, { value, limits: budget.limits, runtime });
  const failed = cases.filter(({ outcome }) => outcome === 'fail');
  const message = failed.length === 0 ? '' : `failed: ${failed.map((one) => one.name).join(', ')}`;
  return { ...done, outcome: failed.length === 0 ? 'pass' : 'fail', message, cases };
}

interface Listed {
  readonly value: JsonValue;
}

/** A case that failed is not in the test's value: it is known from the names that the body went through. */
function casesOf(
  policy: Policy,
  query: string,
  { value, limits, runtime }: Pick<EvaluationBudget, 'limits'> & Pick<Surroundings, 'runtime'> & Listed,
): TestCase[] {
  const evaluation = policy.evaluate({ query, limits, host: runtime.host(() => undefined) });
  const listed = evaluation.result[0]?.expressions[0]?.value;
  const paths = isList(listed) ? listed.filter(isList) : pathsIn(value);
  return paths.map((path) => {
    const found = path.reduce<JsonValue | undefined>((at, key) => childOf(at, key), value);
    return { name: path.map(nameOf).join('/'), outcome: found === true ? 'pass' : 'fail' };
  });
}

function childOf(value: JsonValue | undefined, key: JsonValue): JsonValue | undefined {
  const name = nameOf(key);
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function nameOf(key: JsonValue): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

function pathsIn(value: JsonValue): readonly (readonly string[])[] {
  if (!isObject(value)) return [[]];
  return Object.entries(value).flatMap(([key, held]) => pathsIn(held).map((path) => [key, ...path]));
}
