import type { Finding, Report, ResourceRef } from '@bulwark/model';
import { canonicalJson, type JsonValue } from '@bulwark/text';

/** Two reports held against each other. Shape: interfaces.md. */
export interface ReportDiff {
  readonly new: readonly Finding[];
  readonly gone: readonly Finding[];
  readonly changed: readonly { readonly before: Finding; readonly after: Finding }[];
  readonly unchanged: readonly Finding[];
  /** The check was added, removed or changed version, or its object was not evaluated on one side. */
  readonly incomparable: readonly {
    readonly finding: Finding;
    readonly side: 'before' | 'after';
    readonly reason: string;
  }[];
}

/** What is new, gone, changed or not to be compared between two reports. Excepted findings take no part. */
export function diffReports(before: Report, after: Report): ReportDiff {
  const old = byId(before);
  const now = byId(after);
  const diff = { new: [], gone: [], changed: [], unchanged: [], incomparable: [] } as {
    -readonly [K in keyof ReportDiff]: ReportDiff[K][number][];
  };
  for (const finding of now.values()) {
    const known = old.get(finding.id);
    if (known === undefined) judgeOneSided(finding, 'after', { here: after, there: before, diff });
    else if (isSame(known, finding)) diff.unchanged.push(finding);
    else diff.changed.push({ before: known, after: finding });
  }
  for (const finding of old.values()) {
    if (!now.has(finding.id)) judgeOneSided(finding, 'before', { here: before, there: after, diff });
  }
  return diff;
}

function byId({ findings }: Report): ReadonlyMap<string, Finding> {
  return new Map(findings.filter((finding) => finding.exception === null).map((finding) => [finding.id, finding]));
}

interface Sides {
  readonly here: Report;
  readonly there: Report;
  readonly diff: { new: Finding[]; gone: Finding[]; incomparable: ReportDiff['incomparable'][number][] };
}

function judgeOneSided(finding: Finding, side: 'before' | 'after', { here, there, diff }: Sides): void {
  const reason = whyIncomparable(finding, here, there);
  if (reason !== undefined) diff.incomparable.push({ finding, side, reason });
  else if (side === 'after') diff.new.push(finding);
  else diff.gone.push(finding);
}

function whyIncomparable(finding: Finding, here: Report, there: Report): string | undefined {
  const version = versionOf(here, finding.checkId);
  const other = versionOf(there, finding.checkId);
  if (other === undefined) return `check ${finding.checkId} was not evaluated on the other side`;
  if (other !== version) return `check ${finding.checkId} changed from version ${other} to ${version}`;
  const gap = there.coverage.skipped.find((skipped) =>
    skipped.objects?.some((ref) => isSameObject(ref, finding.resource)),
  );
  return gap && `its object was not evaluated on the other side (${gap.reason})`;
}

function versionOf(report: Report, checkId: string): number | undefined {
  return report.coverage.evaluated.checks.find((check) => check.id === checkId)?.version;
}

function isSameObject(a: ResourceRef, b: ResourceRef): boolean {
  return a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

function isSame(a: Finding, b: Finding): boolean {
  return a.message === b.message && a.severity === b.severity && valuesOf(a) === valuesOf(b);
}

function valuesOf(finding: Finding): string {
  const values: JsonValue[] = finding.evidence.map((evidence) => evidence.value ?? null);
  return canonicalJson(values);
}
