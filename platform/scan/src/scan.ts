import { type Check, type CheckFailure, Judge, type Judgement } from '@bulwark/checks';
import type { AppliedException, Finding, Report, Resource, Snapshot } from '@bulwark/model';
import type { SchemaSet } from '@bulwark/schema';
import type { JsonValue } from '@bulwark/text';
import { type Cause, Causes, causeOf } from './causes.ts';
import { coverageOf } from './coverage.ts';
import type { Digest } from './finding-id.ts';
import { byRisk } from './risk-order.ts';
import { type CheckFacts, NotedFinding, ScanFinding } from './scan-finding.ts';
import { Subjects } from './subject.ts';

/** Says whether a finding is accepted; handed in by whoever read the exceptions. */
export type Except = (candidate: {
  readonly checkId: string;
  readonly resource: Resource;
  readonly team: string | null;
}) => {
  readonly exception: AppliedException | null;
  readonly notes?: readonly string[];
};

export interface ScanOptions {
  readonly checks: readonly Check[];
  readonly toolVersion: string;
  readonly digest: Digest;
  /** Minor version of Kubernetes to judge by. */
  readonly kubeMinor: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  /** The schemas of the built-in kinds. */
  readonly schemas?: SchemaSet;
  /** Control ids by check id. */
  readonly controls?: ReadonlyMap<string, readonly string[]>;
  readonly except?: Except;
  /** Which objects findings are wanted about; others are there to be looked up. */
  readonly selected?: (resource: Resource) => boolean;
  readonly incremental?: boolean;
}

/** A scan that goes on: judged once, then change by change, with a Report whenever one is wanted. */
export class Scan {
  readonly judge: Judge;
  readonly #options: ScanOptions;
  readonly #checks: readonly Check[];
  readonly #facts: Map<Check, CheckFacts> = new Map();

  constructor(snapshot: Snapshot, options: ScanOptions) {
    this.#options = options;
    this.#checks = evaluable(options.checks, snapshot);
    this.judge = new Judge(snapshot, { ...options, checks: this.#checks, incremental: options.incremental ?? false });
  }

  /** Everything found and everything not judged, the one source of all outputs. */
  report(): Report {
    const { snapshot } = this.judge;
    const { findings, failures } = this.#judged();
    const coverage = coverageOf({
      snapshot,
      evaluated: this.#checks,
      wanted: this.#options.checks,
      failures,
      selected: this.#options.selected,
    });
    const { kind, name } = snapshot.info;
    return {
      schemaVersion: '1',
      tool: { name: 'bulwark', version: this.#options.toolVersion },
      input: { kind, name, objects: coverage.evaluated.objects, at: isoSeconds(this.#options.at) },
      summary: summaryOf(findings),
      findings,
      coverage,
    };
  }

  #judged(): { readonly findings: readonly Finding[]; readonly failures: readonly CheckFailure[] } {
    const { digest } = this.#options;
    const subjects = new Subjects(this.judge.lookup);
    const causes = this.#causes(subjects, (cause) => this.#finding(cause));
    const failures: CheckFailure[] = [];
    for (const verdict of this.judge.verdicts()) {
      for (const judgement of verdict.judgements) causes.add(causeOf(judgement, subjects, digest));
      failures.push(...verdict.failures);
    }
    return { findings: byRisk(causes.made()), failures };
  }

  #causes<T>(subjects: Subjects, make: (cause: Cause) => T): Causes<T> {
    const { selected } = this.#options;
    const owners = subjects.podOwners(this.judge.snapshot.resources());
    return new Causes(owners, (cause) => (!selected || selected(cause.judgement.resource) ? make(cause) : undefined));
  }

  /** Findings that no exception accepts, with the judgements behind them, worst first. */
  openCauses(): readonly { readonly id: string; readonly judgement: Judgement }[] {
    const subjects = new Subjects(this.judge.lookup);
    const causes = this.#causes(subjects, (cause) => ({ finding: this.#finding(cause), judgement: cause.judgement }));
    for (const judgement of this.judge.judgements()) causes.add(causeOf(judgement, subjects, this.#options.digest));
    const open = causes.made().filter(({ finding }) => finding.exception === null);
    const judgements = new Map(open.map(({ finding, judgement }) => [finding.id, judgement]));
    return byRisk(open.map(({ finding }) => finding)).flatMap(({ id }) => {
      const judgement = judgements.get(id);
      return judgement ? [{ id, judgement }] : [];
    });
  }

  /** The id of the finding that a judgement becomes. */
  idOf(judgement: Judgement): string {
    return causeOf(judgement, new Subjects(this.judge.lookup), this.#options.digest).id;
  }

  #finding({ id, judgement, workpiece }: Cause): ScanFinding {
    const { check, resource, problem } = judgement;
    const { subject } = workpiece;
    const verdict = this.#options.except?.({ checkId: check.id, resource, team: subject.team });
    const exception = verdict?.exception ?? null;
    const offset = workpiece.offsetOf(problem.pointer);
    const parts = { id, facts: this.#factsOf(check), problem, subject, offset, exception };
    return verdict?.notes && verdict.notes.length > 0 ? new NotedFinding(parts, verdict.notes) : new ScanFinding(parts);
  }

  #factsOf(check: Check): CheckFacts {
    let facts = this.#facts.get(check);
    if (facts === undefined) {
      const { repair } = check;
      facts = {
        check,
        controls: this.#options.controls?.get(check.id) ?? noControls,
        fix:
          repair.kind === 'none'
            ? { available: false, reason: repair.reason }
            : { available: true, summary: repair.summary },
      };
      this.#facts.set(check, facts);
    }
    return facts;
  }
}

const noControls: readonly string[] = Object.freeze([]);

/** A Report of a snapshot. */
export function scan(snapshot: Snapshot, options: ScanOptions): Report {
  return new Scan(snapshot, options).report();
}

/** Checks that have a meaning here and can see what they need. */
function evaluable(checks: readonly Check[], snapshot: Snapshot): readonly Check[] {
  const { kind, incompleteKinds } = snapshot.info;
  return checks.filter(
    (check) =>
      !(check.scope === 'cluster' && kind === 'files') &&
      !(check.needs ?? []).some((need) => incompleteKinds.includes(need)),
  );
}

function summaryOf(findings: readonly Finding[]): Report['summary'] {
  const summary = { critical: 0, high: 0, medium: 0, low: 0, info: 0, excepted: 0 };
  for (const finding of findings) summary[finding.exception ? 'excepted' : finding.severity]++;
  return summary;
}

function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
