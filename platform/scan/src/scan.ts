import { type Check, Judge } from '@bulwark/checks';
import {
  type AppliedException,
  type Finding,
  type Report,
  type Resource,
  type Severity,
  type Snapshot,
  severities,
} from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { type Cause, causesOf } from './causes.ts';
import { coverageOf } from './coverage.ts';
import { EvidencePlaces } from './evidence.ts';
import type { Digest } from './finding-id.ts';
import { riskOf, surroundingsOf } from './risk.ts';
import { teamOf } from './team.ts';

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

  constructor(snapshot: Snapshot, options: ScanOptions) {
    this.#options = options;
    this.#checks = evaluable(options.checks, snapshot);
    this.judge = new Judge(snapshot, { ...options, checks: this.#checks, incremental: options.incremental ?? false });
  }

  /** Everything found and everything not judged, the one source of all outputs. */
  report(): Report {
    const { snapshot } = this.judge;
    const findings = this.#findings();
    const coverage = coverageOf({
      snapshot,
      evaluated: this.#checks,
      wanted: this.#options.checks,
      failures: [...this.judge.failures()],
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
    const { lookup } = this.judge;
    const { digest, selected } = this.#options;
    const places = new EvidencePlaces(lookup);
    const surroundings = new Map<Resource, ReturnType<typeof surroundingsOf>>();
    const causes = causesOf(this.judge.judgements(), lookup, digest);
    const findings = causes.flatMap((cause) => {
      const { resource } = cause.judgement;
      if (selected && !selected(resource)) return [];
      let around = surroundings.get(resource);
      if (around === undefined) {
        around = surroundingsOf(resource, lookup);
        surroundings.set(resource, around);
      }
      return [this.#finding(cause, places, around)];
    });
    return findings.sort(byRisk);
  }

  #finding(cause: Cause, places: EvidencePlaces, around: ReturnType<typeof surroundingsOf>): Finding {
    const { check, resource, problem } = cause.judgement;
    const namespace = this.judge.snapshot.get('Namespace', '', resource.namespace);
    const team = teamOf(resource, namespace);
    const { exception, notes } = this.#options.except?.({ checkId: check.id, resource, team }) ?? { exception: null };
    return {
      id: cause.id,
      checkId: check.id,
      title: check.title,
      message: problem.message,
      severity: check.severity,
      risk: riskOf(check.severity, around),
      resource: resource.ref,
      owner: team,
      evidence: places.evidenceOf(resource, problem),
      controls: this.#options.controls?.get(check.id) ?? [],
      techniques: check.techniques,
      fix: fixOf(check, cause),
      exception,
      ...(notes && notes.length > 0 ? { notes } : {}),
    };
  }
}

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

function fixOf(check: Check, cause: Cause): Finding['fix'] {
  const { repair } = check;
  if (repair.kind === 'none') return { available: false, reason: repair.reason };
  const { problem, resource } = cause.judgement;
  const edits = repair.edits(problem, resource);
  return typeof edits === 'string' ? { available: false, reason: edits } : { available: true, summary: repair.summary };
}

function summaryOf(findings: readonly Finding[]): Report['summary'] {
  const summary = { critical: 0, high: 0, medium: 0, low: 0, info: 0, excepted: 0 };
  for (const finding of findings) summary[finding.exception ? 'excepted' : finding.severity]++;
  return summary;
}

const rank: ReadonlyMap<Severity, number> = new Map(severities.map((severity, index) => [severity, index]));

function byRisk(a: Finding, b: Finding): number {
  return (
    b.risk.score - a.risk.score ||
    (rank.get(a.severity) ?? 0) - (rank.get(b.severity) ?? 0) ||
    compare(a.checkId, b.checkId) ||
    compare(a.resource.namespace ?? '', b.resource.namespace ?? '') ||
    compare(a.resource.kind, b.resource.kind) ||
    compare(a.resource.name, b.resource.name) ||
    compare(a.evidence[0]?.pointer ?? '', b.evidence[0]?.pointer ?? '') ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
