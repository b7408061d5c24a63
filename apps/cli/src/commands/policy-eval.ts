import {
  compileAll,
  diagnosticOf,
  errorsShape,
  problemText,
  type ResultFormat,
  resultFormats,
  resultText,
  shapeText,
  textTable,
} from '@bulwark/policy';
import type { EvaluationFailure, Module, Policy, QueryResult, RegoValue } from '@bulwark/rego';
import type { Diagnostic } from '@bulwark/text';
import type { CommandInput } from '../command-spec.ts';
import { compileChoice, deadlineOf } from '../policy/compile-choice.ts';
import { loadPolicies } from '../policy/load-policies.ts';
import { Observation } from '../policy/observation.ts';
import { countOf, inputOf, loadOptionsOf, prepareQuery, standardInput } from '../policy/query-setup.ts';
import { regoHost } from '../policy/rego-host.ts';
import { runBatch } from '../policy/run-batch.ts';
import { Timers } from '../policy/timers.ts';
import { UsageError } from '../usage-error.ts';

/** `bulwark policy eval QUERY`: what `opa eval` prints. Exit code 2 on an error, 1 as --fail and --fail-defined say. */
export async function run(input: CommandInput): Promise<number> {
  const { settings } = input;
  if (settings.flag('batch')) {
    if (input.args.length > 0)
      throw new UsageError('--batch reads the queries from standard input, not as an argument');
    return runBatch(input);
  }
  const format = formatOf(input);
  const query = queryOf(input);
  const document = inputOf(settings);
  const timers = new Timers();
  const named = { data: settings.list('data'), bundles: settings.list('bundle') };
  const sources = timers.time('timer_rego_load_files_ns', () => loadPolicies(named, loadOptionsOf(settings)));
  const choice = compileChoice(settings);
  const compiled = timers.time('timer_rego_module_compile_ns', () => compileAll(sources, choice));
  if (compiled.policy === undefined) return failed(compiled.problems, format, input);
  const { policy, modules } = compiled;
  const observation = new Observation(policy, input);
  const outcome = evaluate({ policy, modules, query, document, timers, observation }, input);
  if (outcome.errors.length > 0) return failed(outcome.errors.map(diagnosticOf), format, input);
  return show(outcome.result, { format, timers, observation }, input);
}

/** -f and -o mean the same. */
function formatOf({ settings }: CommandInput): ResultFormat {
  const named = settings.text('output') ?? settings.text('format') ?? 'json';
  const format = resultFormats.find((one) => one === named);
  if (format === undefined) throw new UsageError(`-f: "${named}" is none of ${resultFormats.join(', ')}`);
  return format;
}

function queryOf({ args, settings }: CommandInput): string {
  const [query, ...rest] = args;
  if (rest.length > 0) throw new UsageError('expected one query; put quotes around a query with spaces');
  if (settings.flag('stdin')) {
    if (query !== undefined) throw new UsageError('give a query or --stdin, not both');
    if (settings.flag('stdin-input')) throw new UsageError('--stdin and --stdin-input cannot both read standard input');
    return standardInput();
  }
  if (query === undefined)
    throw new UsageError("policy eval needs a QUERY: bulwark policy eval -d policy.rego 'data.x.allow'");
  return query;
}

interface Work {
  readonly policy: Policy;
  readonly modules: readonly Module[];
  readonly query: string;
  readonly document: RegoValue | undefined;
  readonly timers: Timers;
  readonly observation: Observation;
}

interface Outcome {
  readonly result: readonly QueryResult[];
  readonly errors: readonly EvaluationFailure[];
}

function evaluate(
  { policy, modules, query, document, timers, observation }: Work,
  { settings, out }: CommandInput,
): Outcome {
  const prepared = timers.time('timer_rego_query_compile_ns', () => prepareQuery(policy, query, { settings, modules }));
  if (!('evaluate' in prepared)) return { result: [], errors: prepared };
  let outcome: Outcome = { result: [], errors: [] };
  for (let left = countOf(settings, 'count'); left > 0; left--) {
    const deadline = deadlineOf(settings);
    const found = timers.time('timer_rego_query_eval_ns', () =>
      prepared.evaluate({
        input: document,
        limits: deadline.limits,
        strictBuiltinErrors: settings.flag('strict-builtin-errors'),
        host: regoHost({ print: (text) => out.note(text) }),
        observe: observation.observe,
      }),
    );
    outcome = { result: found.result, errors: found.errors.map((error) => deadline.named(error)) };
  }
  return outcome;
}

interface Shown {
  readonly format: ResultFormat;
  readonly timers: Timers;
  readonly observation: Observation;
}

function show(
  result: readonly QueryResult[],
  { format, timers, observation }: Shown,
  { settings, out }: CommandInput,
): number {
  const several = settings.text('count') !== undefined && countOf(settings, 'count') > 1;
  const metrics = settings.flag('metrics') || settings.flag('profile');
  if (format === 'pretty') out.write(observation.explanation());
  out.write(
    resultText(result, format, {
      ...observation.parts(),
      metrics: metrics && !several ? { value: timers.last() } : undefined,
      aggregated_metrics: metrics && several ? { value: timers.aggregated() } : undefined,
    }),
  );
  if (format === 'pretty' && metrics) {
    const rows = Object.entries(timers.last()).map(([name, time]) => [name, String(time)]);
    out.write(textTable(['Metric', 'Value'], rows));
  }
  if (format === 'pretty') out.write(observation.tables());
  const isDefined = result.length > 0;
  return (settings.flag('fail') && !isDefined) || (settings.flag('fail-defined') && isDefined) ? 1 : 0;
}

function failed(problems: readonly Diagnostic[], format: ResultFormat, { out }: CommandInput): number {
  if (format === 'json' || format === 'discard') out.write(`${shapeText(errorsShape(problems), 'indented')}\n`);
  else for (const problem of problems) out.note(problemText(problem));
  return 2;
}
