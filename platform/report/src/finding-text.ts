import { type AppliedException, type Evidence, type Finding, refText } from '@bulwark/model';

/** `deploy.yaml:31:15`, as far as the place is known; empty for objects of a live cluster. */
export function placeText(evidence: Evidence | undefined): string {
  if (evidence?.file === undefined) return '';
  return [evidence.file, evidence.line, evidence.column].filter((part) => part !== undefined).join(':');
}

/** The place in a file, else the JSON pointer into the object. */
export function causeText(finding: Finding): string {
  const evidence = finding.evidence[0];
  return placeText(evidence) || evidence?.pointer || '';
}

/** `deploy.yaml:3:5 Service shop/web /spec/type`: a further piece of evidence. */
export function evidenceText(evidence: Evidence): string {
  const object = evidence.resource ? refText(evidence.resource) : '';
  return [placeText(evidence), object, evidence.pointer].filter((part) => part !== '').join(' ');
}

/** `excepted until 2027-01-31: the reason (owner, ticket)`; `excepted by rego:main/exception: …` where a policy says so. */
export function exceptionText(exception: AppliedException): string {
  const by = [exception.owner, exception.ticket].filter((part) => part !== undefined).join(', ');
  const how = exception.expires === undefined ? `by ${exception.policy}` : `until ${exception.expires}`;
  return `excepted ${how}: ${exception.reason}${by === '' ? '' : ` (${by})`}`;
}

/** `set privileged to false`, or why there is no fix. */
export function fixText(finding: Finding): string {
  return finding.fix.available ? finding.fix.summary : `no automatic fix: ${finding.fix.reason}`;
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The text up to a number of UTF-16 units, and how many were left off. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).toWellFormed()} [${text.length - limit} more characters]`;
}

/** The family of a check: `pod` of `pod-privileged`, `gatekeeper` of `gatekeeper:K8sRequiredLabels`. */
export function familyOf(checkId: string): string {
  return /^[^-:/]+/.exec(checkId)?.[0] ?? checkId;
}
