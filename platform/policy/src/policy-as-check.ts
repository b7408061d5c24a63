import type { AnyCheck } from '@bulwark/checks';
import { type AppliedException, type Resource, type Severity, type Snapshot, severities } from '@bulwark/model';
import { secretHider } from './hide-secrets.ts';

/** A policy of any language as the scan sees it. */
export interface PolicyRule {
  /** `rego:main/deny`, `gatekeeper:K8sRequiredLabels/all-must-have-owner`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly references: readonly string[];
  /** What could not be judged goes to `gap`. */
  readonly judge: (resource: Resource, gap: (detail: string) => void) => PolicyVerdict;
}

export interface PolicyVerdict {
  /** What an object breaks, in words; empty where nothing. */
  readonly messages: readonly string[];
  /** Why that is accepted all the same, where the policies themselves say so. */
  readonly exception?: AppliedException | undefined;
}

/** Objects that a policy could not judge. */
export interface PolicyGap {
  readonly rule: string;
  readonly resource: Resource;
  readonly detail: string;
}

export interface PolicyChecks {
  readonly checks: readonly AnyCheck[];
  /** Fills as the checks judge. */
  readonly gaps: readonly PolicyGap[];
  /** What the policies themselves accept of what the checks found. */
  readonly exceptionOf: (checkId: string, resource: Resource) => AppliedException | undefined;
}

/** Policies as checks of the objects of a snapshot; what they say tells no secret. */
export function policyChecks(rules: readonly PolicyRule[], snapshot: Snapshot): PolicyChecks {
  const gaps: PolicyGap[] = [];
  const accepted = new Map<string, WeakMap<Resource, AppliedException>>();
  const hide = secretHider(snapshot);
  const checks = rules.map((rule) => {
    const exceptions = new WeakMap<Resource, AppliedException>();
    accepted.set(rule.id, exceptions);
    return policyAsCheck(rule, { gaps, exceptions, hide });
  });
  return { checks, gaps, exceptionOf: (checkId, resource) => accepted.get(checkId)?.get(resource) };
}

interface Collected {
  readonly gaps: PolicyGap[];
  readonly exceptions: WeakMap<Resource, AppliedException>;
  readonly hide: (message: string, resource: Resource) => string;
}

/** A policy as a check: one problem for each object, about the object as a whole, with all that the policy says of it. */
function policyAsCheck(rule: PolicyRule, { gaps, exceptions, hide }: Collected): AnyCheck {
  const { id, title, severity, why, references } = rule;
  return {
    id,
    version: 1,
    title,
    severity,
    why,
    attack: '',
    remedy: 'Change the object as the message of the policy says.',
    references,
    techniques: [],
    appliesTo: 'any',
    repair: { kind: 'none', reason: 'the policy says what is wrong, not how to mend it' },
    find: (resource) => {
      const gap = (detail: string): void =>
        void gaps.push({ rule: id, resource, detail: hide(firstLine(detail), resource) });
      const verdict = rule.judge(resource, gap);
      if (verdict.messages.length === 0) return [];
      if (verdict.exception !== undefined) exceptions.set(resource, verdict.exception);
      const messages = [...new Set(verdict.messages)].sort();
      return [{ pointer: '', message: hide(messages.join('; '), resource) }];
    },
  };
}

/** What follows may list values, cut short, in which a secret could no longer be told. */
function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line.replace(/:$/, '');
}

/** A severity as authors of policies write it; undefined for anything else. */
export function severityNamed(value: unknown): Severity | undefined {
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  return severities.find((severity) => severity === name);
}
