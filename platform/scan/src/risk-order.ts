import { type Resource, severities } from '@bulwark/model';
import type { Cause } from './causes.ts';

/** Causes in the order of a report: by risk, severity, check, object and field. */
export function byRisk(causes: readonly Cause[]): Cause[] {
  const checks = checkRanks(causes);
  const objects = objectRanks(causes);
  const keyed = causes.map((cause) => ({
    cause,
    // One number for all but the field: 50,000 findings are compared a million times.
    key:
      riskKey(cause) * 2 ** 40 +
      (checks.get(cause.judgement.check.id) ?? 0) * 2 ** 28 +
      (objects.get(cause.judgement.resource) ?? 0),
  }));
  keyed.sort(
    (a, b) => a.key - b.key || compare(pointerOf(a.cause), pointerOf(b.cause)) || compare(a.cause.id, b.cause.id),
  );
  return keyed.map(({ cause }) => cause);
}

function riskKey({ judgement, subject }: Cause): number {
  const { severity } = judgement.check;
  return (100 - subject.risk(severity).score) * 8 + severities.indexOf(severity);
}

function objectText({ ref }: Resource): string {
  return `${ref.namespace ?? ''}\0${ref.kind}\0${ref.name}\0${ref.apiVersion}`;
}

/** The place of each check among all, by id. */
function checkRanks(causes: readonly Cause[]): ReadonlyMap<string, number> {
  const ids = [...new Set(causes.map((cause) => cause.judgement.check.id))].sort();
  return new Map(ids.map((id, index) => [id, index]));
}

/** The place of each object among all, by namespace, kind and name. */
function objectRanks(causes: readonly Cause[]): ReadonlyMap<Resource, number> {
  const objects = [...new Set(causes.map((cause) => cause.judgement.resource))];
  const texts = objects.map((resource) => ({ resource, text: objectText(resource) }));
  texts.sort((a, b) => compare(a.text, b.text));
  return new Map(texts.map(({ resource }, index) => [resource, index]));
}

function pointerOf({ judgement }: Cause): string {
  return judgement.problem.pointer;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
