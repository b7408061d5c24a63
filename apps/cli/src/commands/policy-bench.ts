import { diagnosticOf, pairTable, problemText, shape, shapeText } from '@bulwark/policy';
import type { CommandInput } from '../command-spec.ts';
import { deadlineOf, timeoutOf } from '../policy/compile-choice.ts';
import { Deadline, durationOf } from '../policy/evaluation-limits.ts';
import { type ReadyQuery, readyQuery } from '../policy/query-command.ts';
import { regoHost } from '../policy/rego-host.ts';
import { statisticsOf } from '../policy/timers.ts';
import type { Settings } from '../settings.ts';

/** `bulwark policy bench QUERY`: how long one evaluation takes. Exit code 1 when the query is undefined, 2 on an error. */
export async function run(input: CommandInput): Promise<number> {
  const { settings, out } = input;
  const ready = readyQuery(input, 'policy bench');
  if ('problems' in ready) {
    for (const problem of ready.problems) out.note(problemText(problem));
    return 2;
  }
  const span = durationOf('benchtime', settings.text('benchtime') ?? '1s');
  const first = evaluateOnce(ready, settings);
  const [error] = first.errors;
  if (error) {
    out.note(problemText(diagnosticOf(error)));
    return 2;
  }
  if (first.result.length === 0) {
    out.note('the query is undefined: nothing is measured');
    return 1;
  }
  measure(ready, settings, span / 2);
  const times = measure(ready, settings, span);
  const { count = 0, mean = 0, ...rest } = statisticsOf(times);
  const rows = { samples: count, 'ns/op': Math.round(mean), 'op/s': Math.round(1e9 / mean), ...rest };
  if (settings.text('output') === 'json') out.write(`${shapeText(shape({ bench: { value: rows } }), 'indented')}\n`);
  else out.write(pairTable(Object.entries(rows).map(([name, value]) => [name, String(Math.round(value))])));
  return 0;
}

function evaluateOnce({ query, document }: ReadyQuery, settings: Settings) {
  const { limits } = deadlineOf(settings);
  return query.evaluate({ input: document, limits, host: silent });
}

const silent = regoHost({ print: () => undefined });

/** Nanoseconds of each evaluation, for so many milliseconds. */
function measure({ query, document }: ReadyQuery, settings: Settings, span: number): number[] {
  const { limits } = new Deadline(timeoutOf(settings) + span);
  const times: number[] = [];
  const end = performance.now() + span;
  while (performance.now() < end && times.length < mostSamples) {
    const start = process.hrtime.bigint();
    query.evaluate({ input: document, limits, host: silent });
    times.push(Number(process.hrtime.bigint() - start));
  }
  return times;
}

const mostSamples = 2_000_000;
