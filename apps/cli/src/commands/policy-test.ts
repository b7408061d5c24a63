import type { CoverageReport } from '@bulwark/rego';
import { inertJson } from '@bulwark/report';
import { type JsonValue, jsonText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { counted } from '../counted.ts';
import { problemText } from '../policy/compile-policies.ts';
import { coverageGaps } from '../policy/coverage-gaps.ts';
import { durationOf } from '../policy/evaluation-limits.ts';
import { filesIn, type LoadOptions, loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf } from '../policy/query-setup.ts';
import type { SuiteRun } from '../policy/run-gatekeeper-suites.ts';
import { type RegoTestOptions, runRegoTests } from '../policy/run-rego-tests.ts';
import { testsJunit, testsText } from '../policy/show-tests.ts';
import { countTests, type TestResult } from '../policy/test-result.ts';
import type { Settings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** `bulwark policy test PATH...`: the `test_` rules of Rego modules, the suites of Gatekeeper. Exit code 1 when one fails, 3 when one cannot run. */
export async function run(input: CommandInput): Promise<number> {
  const { args, settings, out } = input;
  const paths = [...args, ...settings.list('filename')];
  if (paths.length === 0) throw new UsageError('policy test needs a PATH', 'bulwark policy test policies/');
  const format = settings.text('output') ?? 'table';
  const threshold = thresholdOf(settings);
  const options = optionsOf(settings, threshold);
  const named = settings.flag('bundle') ? { data: [], bundles: paths } : { data: paths, bundles: [] };
  const load: LoadOptions = { ...loadOptionsOf(settings), leaveOut: 'manifests' };
  const rego = runRegoTests(loadPolicies(named, load), options);
  const suites = await gatekeeperSuites(settings.flag('bundle') ? [] : filesIn(paths, load), input, options.timeout);
  const results = [...rego.results, ...suites.results];
  const problems = [...rego.problems, ...suites.problems];
  const { coverage } = rego;
  tellNotes(suites.notes, input);
  for (const problem of problems) out.note(problemText(problem));
  if (results.length === 0 && problems.length === 0) out.note(emptyNote(paths, settings));
  const skipped = coverageGaps(
    problems,
    results.length === 0
      ? {
          what: paths.join(' '),
          of: 'test',
          looked: 'tests are rules whose names begin with test_, and suites of Gatekeeper',
        }
      : undefined,
  );
  if (format === 'json') out.write(jsonOf({ paths, results, skipped, coverage }));
  else if (format === 'junit') out.write(testsJunit(results));
  else out.write(testsText(results, { verbose: settings.flag('verbose') }) + coverageText(coverage, settings));
  const { fail, error } = countTests(results);
  if (coverage && threshold !== undefined && coverage.coverage < threshold) {
    out.note(`code coverage threshold not met: got ${coverage.coverage.toFixed(2)} instead of ${threshold.toFixed(2)}`);
    return 1;
  }
  if (fail + error > 0) return 1;
  return skipped.length > 0 && !settings.flag('allow-incomplete') ? 3 : 0;
}

function tellNotes(notes: readonly string[], { settings, out }: CommandInput): void {
  const shown = settings.flag('verbose') ? notes : notes.slice(0, 3);
  for (const note of shown) out.note(`note: ${note}`);
  if (shown.length < notes.length) out.note(`note: and ${notes.length - shown.length} more like these; -v lists them`);
}

/** Loaded only where there may be a suite. */
async function gatekeeperSuites(
  files: readonly string[],
  { settings }: CommandInput,
  timeout: number,
): Promise<SuiteRun> {
  if (!files.some((file) => /\.ya?ml$/i.test(file))) return { results: [], problems: [], notes: [] };
  const { runGatekeeperSuites } = await import('../policy/run-gatekeeper-suites.ts');
  return runGatekeeperSuites(files, { run: settings.text('run'), timeout });
}

function emptyNote(paths: readonly string[], settings: Settings): string {
  const run = settings.text('run');
  return run === undefined
    ? `no test was found in ${paths.join(', ')}: tests are rules whose names begin with test_`
    : `no test has a name that matches --run ${run}`;
}

function optionsOf(settings: Settings, threshold: number | undefined): RegoTestOptions {
  return {
    v0: settings.flag('v0-compatible'),
    strict: settings.flag('strict'),
    timeout: durationOf('timeout', settings.text('timeout') ?? '60s'),
    run: runPattern(settings.text('run')),
    coverage: settings.flag('coverage') || threshold !== undefined,
  };
}

function runPattern(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch (error) {
    throw new UsageError(`--run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function thresholdOf(settings: Settings): number | undefined {
  const text = settings.text('threshold');
  if (text === undefined) return undefined;
  const percent = Number(text);
  if (percent >= 0 && percent <= 100 && text.trim() !== '') return percent;
  throw new UsageError(`--threshold: expected a number from 0 to 100, found "${text}"`);
}

interface Tested {
  readonly paths: readonly string[];
  readonly results: readonly TestResult[];
  readonly skipped: ReturnType<typeof coverageGaps>;
  readonly coverage: CoverageReport | undefined;
}

/** The same tests give the same bytes: how long they took is not told. */
function jsonOf({ paths, results, skipped, coverage }: Tested): string {
  const tests = results.map(({ milliseconds: _time, cases, output, ...result }) => ({
    ...result,
    ...(output === '' ? {} : { output }),
    ...(cases.length === 0 ? {} : { cases }),
  }));
  const envelope = {
    schemaVersion: '1',
    tool: { name: 'bulwark', version },
    input: { kind: 'files', name: paths.join(' ') },
    summary: countTests(results),
    tests,
    ...(coverage === undefined ? {} : { lines: coverage }),
    coverage: { complete: skipped.length === 0, evaluated: { tests: results.length }, skipped },
  };
  // Everything in it is JSON; the types say so in parts only.
  return `${inertJson(jsonText(envelope as unknown as JsonValue, 2))}\n`;
}

function coverageText(coverage: CoverageReport | undefined, settings: Settings): string {
  if (coverage === undefined) return '';
  const { coverage: percent, covered_lines: covered, not_covered_lines: missed } = coverage;
  const lines = [`coverage: ${percent} % (${covered} of ${counted(covered + missed, 'line')})`];
  if (!settings.flag('verbose')) return `${lines.join('\n')}\n`;
  for (const [file, { not_covered: ranges }] of Object.entries(coverage.files)) {
    const rows = ranges.map(({ start, end }) => (start.row === end.row ? `${start.row}` : `${start.row}-${end.row}`));
    if (rows.length > 0) lines.push(`  not covered: ${file}: ${rows.join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}
