import { readText } from '@bulwark/files';
import {
  type CaseResult,
  type TestResult as GatekeeperTest,
  isSuite,
  readSuite,
  runSuite,
  type Suite,
  type SuiteFilter,
  suiteFilter,
} from '@bulwark/gatekeeper';
import { type Resource, toResource } from '@bulwark/model';
import { type Diagnostic, type ParsedInput, parseText, SourceText } from '@bulwark/text';
import { UsageError } from '../usage-error.ts';
import { Deadline } from './evaluation-limits.ts';
import { regoHost } from './rego-host.ts';
import type { TestResult } from './test-result.ts';

export interface SuiteRun {
  readonly results: readonly TestResult[];
  readonly problems: readonly Diagnostic[];
  /** What is said without being a failure. */
  readonly notes: readonly string[];
}

/** Runs the Gatekeeper suites among these files, as `gator verify` does. */
export function runGatekeeperSuites(
  files: readonly string[],
  options: { readonly run: string | undefined; readonly timeout: number },
): SuiteRun {
  const filter = filterOf(options.run);
  const results: TestResult[] = [];
  const problems: Diagnostic[] = [];
  const notes = new Set<string>();
  for (const resource of files.flatMap(suitesIn)) {
    const path = resource.place?.source.name ?? '';
    const { suite, diagnostics } = readSuite(resource, path);
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity === 'error') problems.push(diagnostic);
      else notes.add(diagnostic.message);
    }
    const { limits } = new Deadline(options.timeout);
    const host = regoHost({ print: (text) => void notes.add(text) });
    const start = performance.now();
    const { tests } = runSuite(suite, { read: readParsed, filter, host, limits });
    const milliseconds = (performance.now() - start) / Math.max(1, tests.length);
    for (const test of tests) {
      for (const note of test.notes) notes.add(note);
      if (isWanted(test, options.run)) results.push(resultOf(test, { suite, milliseconds }));
    }
  }
  return { results, problems, notes: [...notes] };
}

function filterOf(run: string | undefined): SuiteFilter {
  const filter = suiteFilter(run ?? '');
  if ('problem' in filter) throw new UsageError(`--run: ${filter.problem}`);
  return filter;
}

/** What --run leaves out is not told of as skipped. */
function isWanted({ outcome, cases }: GatekeeperTest, run: string | undefined): boolean {
  return run === undefined || outcome !== 'skip' || cases.length > 0;
}

function suitesIn(file: string): readonly Resource[] {
  if (!/\.ya?ml$/i.test(file)) return [];
  const text = readText(file);
  if (typeof text !== 'string' || !text.includes('test.gatekeeper.sh')) return [];
  return parseText(new SourceText(file, text)).documents.flatMap(({ value, ...place }) => {
    const resource = toResource(value, { place: { ...place, document: value, base: '' } });
    return resource !== undefined && isSuite(resource) ? [resource] : [];
  });
}

function readParsed(path: string): ParsedInput | undefined {
  const text = readText(path);
  return typeof text === 'string' ? parseText(new SourceText(path, text)) : undefined;
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
