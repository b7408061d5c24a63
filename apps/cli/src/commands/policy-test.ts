import { readText } from '@bulwark/files';
import { coverageGaps, type PolicyRuntime, problemText } from '@bulwark/policy';
import {
  countTests,
  linesText,
  type RegoTestOptions,
  runRegoTests,
  type SuiteRun,
  testsJson,
  testsJunit,
  testsText,
} from '@bulwark/policy/testing';
import { type ParsedInput, parseText, SourceText } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { commandRuntime } from '../policy/command-runtime.ts';
import { compileChoice } from '../policy/compile-choice.ts';
import { filesIn, type LoadOptions, loadPolicies } from '../policy/load-policies.ts';
import { loadOptionsOf } from '../policy/query-setup.ts';
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
  const suites = await gatekeeperSuites(settings.flag('bundle') ? [] : filesIn(paths, load), settings, options.runtime);
  const results = [...rego.results, ...suites.results];
  const problems = [...rego.problems, ...suites.problems];
  const { coverage } = rego;
  const verbose = settings.flag('verbose');
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
  if (format === 'json') out.write(testsJson({ tool, input: paths.join(' '), results, skipped, lines: coverage }));
  else if (format === 'junit') out.write(testsJunit(results));
  else out.write(testsText(results, { verbose }) + (coverage ? linesText(coverage, { verbose }) : ''));
  const { fail, error } = countTests(results);
  if (coverage && threshold !== undefined && coverage.coverage < threshold) {
    out.note(`code coverage threshold not met: got ${coverage.coverage.toFixed(2)} instead of ${threshold.toFixed(2)}`);
    return 1;
  }
  if (fail + error > 0) return 1;
  return skipped.length > 0 && !settings.flag('allow-incomplete') ? 3 : 0;
}

const tool = { name: 'bulwark', version };

function tellNotes(notes: readonly string[], { settings, out }: CommandInput): void {
  const shown = settings.flag('verbose') ? notes : notes.slice(0, 3);
  for (const note of shown) out.note(`note: ${note}`);
  if (shown.length < notes.length) out.note(`note: and ${notes.length - shown.length} more like these; -v lists them`);
}

/** Loaded only where there may be a suite. */
async function gatekeeperSuites(
  files: readonly string[],
  settings: Settings,
  runtime: PolicyRuntime,
): Promise<SuiteRun> {
  if (!files.some((file) => /\.ya?ml$/i.test(file))) return { results: [], problems: [], notes: [] };
  const { runSuites, suitesIn } = await import('@bulwark/policy/gatekeeper');
  const suites = files.flatMap((file) => {
    const text = /\.ya?ml$/i.test(file) ? readText(file) : undefined;
    return typeof text === 'string' ? suitesIn(file, text) : [];
  });
  const run = runSuites(suites, { run: settings.text('run'), read: readParsed, runtime });
  if ('problem' in run) throw new UsageError(`--run: ${run.problem}`);
  return run;
}

function readParsed(path: string): ParsedInput | undefined {
  const text = readText(path);
  return typeof text === 'string' ? parseText(new SourceText(path, text)) : undefined;
}

function emptyNote(paths: readonly string[], settings: Settings): string {
  const run = settings.text('run');
  return run === undefined
    ? `no test was found in ${paths.join(', ')}: tests are rules whose names begin with test_`
    : `no test has a name that matches --run ${run}`;
}

function optionsOf(settings: Settings, threshold: number | undefined): RegoTestOptions {
  return {
    ...compileChoice(settings),
    runtime: commandRuntime(settings),
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
