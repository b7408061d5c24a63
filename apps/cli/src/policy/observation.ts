import { pairTable, type Shape, textTable } from '@bulwark/policy';
import {
  Coverage,
  type EvaluationEvent,
  type Policy,
  Profile,
  type RegoValue,
  Trace,
  type TraceMode,
} from '@bulwark/rego';
import type { CommandInput } from '../command-spec.ts';

/** What --explain, --coverage and --profile collect. */
export class Observation {
  readonly #coverage: Coverage | undefined;
  readonly #profile: Profile | undefined;
  readonly #trace: Trace | undefined;
  readonly #policy: Policy;
  /** Undefined where nothing is to be collected: evaluation is faster then. */
  readonly observe: ((event: EvaluationEvent) => void) | undefined;

  constructor(policy: Policy, { settings }: CommandInput) {
    this.#policy = policy;
    const explain = settings.text('explain') ?? 'off';
    this.#coverage = settings.flag('coverage') ? new Coverage() : undefined;
    this.#profile = settings.flag('profile') ? new Profile(() => Number(process.hrtime.bigint())) : undefined;
    this.#trace = explain === 'off' ? undefined : new Trace({ mode: modes[explain] ?? 'full' });
    const observers = [this.#coverage, this.#profile, this.#trace].flatMap((one) => (one ? [one.observe] : []));
    if (observers.length > 0) this.observe = (event) => observers.forEach((observe) => void observe(event));
  }

  parts(): Record<string, Shape | undefined> {
    const coverage = this.#coverage?.report(this.#policy.places);
    const profile = this.#profile?.report();
    return {
      explanation: this.#trace ? { value: this.#trace.lines } : undefined,
      profile: profile ? { value: profile.map((one) => ({ ...one })) } : undefined,
      coverage: coverage ? { value: plain(coverage) } : undefined,
    };
  }

  explanation(): string {
    return (this.#trace?.lines ?? []).map((line) => `${line}\n`).join('');
  }

  tables(): string {
    const profile = this.#profile?.report();
    const coverage = this.#coverage?.report(this.#policy.places);
    return [
      profile ? profileTable(profile) : '',
      coverage ? pairTable([['Overall Coverage', coverage.coverage.toFixed(2)]]) : '',
    ].join('');
  }
}

/** What `--explain` names; everything else is told in full. */
const modes: Readonly<Record<string, TraceMode>> = { notes: 'notes', fails: 'fails' };

/** Reports are JSON; their types do not say so. */
function plain(value: object): RegoValue {
  return JSON.parse(JSON.stringify(value));
}

function profileTable(profile: ReturnType<Profile['report']>): string {
  const rows = profile.map(({ total_time_ns: time, num_eval: evals, num_redo: redos, location: { file, row } }) => [
    `${(time / 1000).toFixed(1)}\u00b5s`,
    String(evals),
    String(redos),
    `${file === '' ? 'query' : file}:${row}`,
  ]);
  return textTable(['Time', 'Num Eval', 'Num Redo', 'Location'], rows);
}
