import type { AnyCheck } from '@bulwark/checks';
import { type Resource, type Severity, type Snapshot, severities } from '@bulwark/model';
import { secretHider } from './hide-secrets.ts';

/** A policy of any language as the scan sees it. */
export interface PolicyRule {
  /** `rego:main/deny`, `gatekeeper:K8sRequiredLabels/all-must-have-owner`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly references: readonly string[];
  /** What an object breaks, in words; empty where nothing. What could not be judged goes to `gap`. */
  readonly messages: (resource: Resource, gap: (detail: string) => void) => readonly string[];
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
}

/** Policies as checks of the objects of a snapshot; what they say tells no secret. */
export function policyChecks(rules: readonly PolicyRule[], snapshot: Snapshot): PolicyChecks {
  const gaps: PolicyGap[] = [];
  const hide = secretHider(snapshot);
  return { checks: rules.map((rule) => policyAsCheck(rule, { gaps, hide })), gaps };
}

/** A policy as a check: one problem for each object, about the object as a whole, with all that the policy says of it. */
function policyAsCheck(
  rule: PolicyRule,
  { gaps, hide }: { readonly gaps: PolicyGap[]; readonly hide: (message: string, resource: Resource) => string },
): AnyCheck {
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
      const gap = (detail: string): void => void gaps.push({ rule: id, resource, detail: hide(detail, resource) });
      const messages = [...new Set(rule.messages(resource, gap))].sort();
      return messages.length === 0 ? [] : [{ pointer: '', message: hide(messages.join('; '), resource) }];
    },
  };
}

/** A severity as authors of policies write it; undefined for anything else. */
export function severityNamed(value: unknown): Severity | undefined {
  const name = typeof value === 'string' ? value.toLowerCase() : '';
  return severities.find((severity) => severity === name);
}
