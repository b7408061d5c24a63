import { items, type Resource, record, text, texts } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { guardKinds, kyvernoKinds } from './kyverno.ts';

export default defineCheck({
  id: 'admission-kyverno-audit',
  version: 1,
  title: 'Kyverno policy only audits',
  severity: 'medium',
  why: 'In Audit mode Kyverno writes a report and lets the violation happen.',
  attack: 'An attacker does what the policy is against and is at most written down.',
  remedy: 'When the reports are clean, set the failure action to Enforce.',
  accept: 'Policies on trial, and those that are only meant to report.',
  references: ['https://kyverno.io/docs/policy-types/cluster-policy/validate/#failure-action'],
  techniques: ['T1562.001'],
  appliesTo: guardKinds,
  find: (policy) => (kyvernoKinds.includes(policy.kind) ? auditedRules(policy) : auditedActions(policy)),
  repair: {
    kind: 'edit',
    summary: 'enforce the policy',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, problem.pointer.endsWith('validationActions') ? ['Deny'] : 'Enforce')],
  },
});

/** One problem for what the policy says of all its rules, and one for each rule that says so itself. */
function auditedRules(policy: Resource): readonly Problem[] {
  const spec = record(policy.object['spec']);
  const enforcedSomewhere = items(spec['validationFailureActionOverrides']).some((value) =>
    isEnforce(record(value)['action']),
  );
  const general = text(spec['validationFailureAction']);
  let byDefault = false;
  const problems: Problem[] = [];
  items(spec['rules']).forEach((value, index) => {
    const rule = record(value);
    if (rule['validate'] === undefined) return;
    const action = text(record(rule['validate'])['failureAction']);
    if (action === undefined) byDefault = true;
    else if (!isEnforce(action)) {
      const message = `Rule "${text(rule['name']) ?? index}" of policy "${policy.name}" only audits: what violates it is written all the same.`;
      problems.push({ pointer: `/spec/rules/${index}/validate/failureAction`, value: action, message });
    }
  });
  if (!byDefault || isEnforce(general) || enforcedSomewhere) return problems.length === 0 ? none : problems;
  const said = general === undefined ? 'Audit is the default' : 'it is set to Audit';
  const message = `Policy "${policy.name}" only audits (${said}): what violates it is written all the same.`;
  return [
    { pointer: '/spec/validationFailureAction', ...(general === undefined ? {} : { value: general }), message },
    ...problems,
  ];
}

function isEnforce(action: unknown): boolean {
  return typeof action === 'string' && action.toLowerCase() === 'enforce';
}

/** The CEL-based kinds say it as ValidatingAdmissionPolicyBindings do, and deny by default. */
function auditedActions(policy: Resource): readonly Problem[] {
  const actions = texts(record(policy.object['spec'])['validationActions']);
  if (actions.length === 0 || actions.includes('Deny')) return none;
  const message = `Policy "${policy.name}" answers a violation with ${actions.join(' and ')} only: the object is written all the same.`;
  return [{ pointer: '/spec/validationActions', message }];
}
