import { type Check, Judge, type Judgement } from '@bulwark/checks';
import type { AppliedException, Finding, Report, Resource, Snapshot } from '@bulwark/model';
import type { SchemaSet } from '@bulwark/schema';
import type { JsonValue } from '@bulwark/text';
import { type Cause, causeOf, eachCause } from './causes.ts';
import { coverageOf } from './coverage.ts';
import type { Digest } from './finding-id.ts';
import { byRisk } from './risk-order.ts';
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
  /** Findings of one check that can be fixed say so alike. */
  readonly #fixes: Map<Check, Finding['fix']> = new Map();

  constructor(snapshot: Snapshot, options: ScanOptions) {
    this.#options = options;
    this.#checks = evaluable(options.checks, snapshot);
    this.judge = new Judge(snapshot, { ...options, checks: this.#checks, incremental: options.incremental ?? false });
  }

  /** Everything found and everything not judged, the one source of all outputs. Only once, unless incremental. */
  report(): Report {
    const { snapshot } = this.judge;
    const failures = [...this.judge.failures()];
    const findings = this.#findings();
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

  #findings(): Finding[] {
    const { selected, digest, incremental } = this.#options;
    const subjects = new Subjects(this.judge.lookup);
    // A single report may use up the judgements: a large cluster has hundreds of thousands.
    const judgements = incremental ? this.judge.judgements() : this.judge.drain();
    const findings = eachCause(judgements, { subjects, digest }, (cause) =>
      selected && !selected(cause.judgement.resource) ? undefined : this.#finding(cause, subjects),
    );
    return byRisk(findings);
  }

  /** Findings that no exception accepts, with the judgements behind them, worst first. */
  openCauses(): readonly { readonly id: string; readonly judgement: Judgement }[] {
    const { selected, digest } = this.#options;
    const subjects = new Subjects(this.judge.lookup);
    const judgementById = new Map<string, Judgement>();
    const findings = eachCause(this.judge.judgements(), { subjects, digest }, (cause) => {
      const finding = selected && !selected(cause.judgement.resource) ? undefined : this.#finding(cause, subjects);
      judgementById.set(cause.id, cause.judgement);
      return finding?.exception === null ? finding : undefined;
    });
    return byRisk(findings).flatMap(({ id }) => {
      const judgement = judgementById.get(id);
      return judgement ? [{ id, judgement }] : [];
    });
  }

  /** The id of the finding that a judgement becomes. */
  idOf(judgement: Judgement): string {
    return causeOf(judgement, new Subjects(this.judge.lookup), this.#options.digest).id;
  }

  #finding({ id, judgement, subject }: Cause, subjects: Subjects): Finding {
    const { check, resource, problem } = judgement;
    const verdict = this.#options.except?.({ checkId: check.id, resource, team: subject.team });
    const own = subject.evidence(problem.pointer, problem.value);
    const finding = {
      id,
      checkId: check.id,
      title: check.title,
      message: problem.message,
      severity: check.severity,
      risk: subject.risk(check.severity),
      resource: resource.ref,
      owner: subject.team,
      evidence: problem.context ? [own, ...problem.context.map((item) => subjects.context(resource, item))] : [own],
      controls: this.#options.controls?.get(check.id) ?? noControls,
      techniques: check.techniques,
      fix: this.#fix(judgement),
      exception: verdict?.exception ?? null,
    };
    return verdict?.notes && verdict.notes.length > 0 ? { ...finding, notes: verdict.notes } : finding;
  }

  #fix({ check, problem, resource }: Judgement): Finding['fix'] {
    const { repair } = check;
    const tool = resource.place?.source.renderedBy;
    if (tool) return { available: false, reason: `rendered by ${tool}: change its template or values` };
    const edits = repair.kind === 'none' ? undefined : repair.edits(problem, resource);
    if (typeof edits === 'string') return { available: false, reason: edits };
    let fix = this.#fixes.get(check);
    if (fix === undefined) {
      fix =
        repair.kind === 'none'
          ? { available: false, reason: repair.reason }
          : { available: true, summary: repair.summary };
      this.#fixes.set(check, fix);
    }
    return fix;
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
