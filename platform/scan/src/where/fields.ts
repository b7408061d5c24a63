import { type Finding, severities } from '@bulwark/model';

/** What an expression may ask of a finding: texts are compared whole or by glob, numbers and levels by order. */
export type Field =
  | { readonly kind: 'text'; readonly values: (finding: Finding) => readonly string[] }
  | { readonly kind: 'number'; readonly value: (finding: Finding) => number }
  | { readonly kind: 'severity' };

function text(values: (finding: Finding) => readonly (string | null | undefined)[]): Field {
  return { kind: 'text', values: (finding) => values(finding).filter((value) => typeof value === 'string') };
}

export const fields: Readonly<Record<string, Field>> = {
  severity: { kind: 'severity' },
  risk: { kind: 'number', value: (finding) => finding.risk.score },
  id: text((finding) => [finding.id]),
  check: text((finding) => [finding.checkId]),
  family: text((finding) => [finding.checkId.split('-')[0]]),
  title: text((finding) => [finding.title]),
  message: text((finding) => [finding.message]),
  namespace: text((finding) => [finding.resource.namespace ?? '']),
  kind: text((finding) => [finding.resource.kind]),
  name: text((finding) => [finding.resource.name]),
  owner: text((finding) => [finding.owner ?? '']),
  file: text((finding) => finding.evidence.map((evidence) => evidence.file)),
  control: text((finding) => finding.controls),
  technique: text((finding) => finding.techniques),
  fix: text((finding) => [finding.fix.available ? 'yes' : 'no']),
  excepted: text((finding) => [finding.exception ? 'yes' : 'no']),
};

/** Short names that people use. */
export const fieldAliases: Readonly<Record<string, string>> = { sev: 'severity', ns: 'namespace', rule: 'check' };

/** 0 is the lowest. */
export function severityLevel(name: string): number {
  const index = severities.map(String).indexOf(name);
  return index === -1 ? -1 : severities.length - 1 - index;
}
