import { record, texts } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { validatingBindingOnly } from './policies.ts';

export default defineCheck({
  id: 'admission-binding-not-denying',
  version: 1,
  title: 'Admission policy is only audited or warned of',
  severity: 'medium',
  why: 'Audit and Warn tell of a violation and let it happen.',
  attack: 'An attacker does what the policy is against and is at most written down.',
  remedy: 'When no violations are reported any more, add Deny (in the place of Warn: the two do not go together).',
  accept: 'Policies on trial.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions',
  ],
  techniques: ['T1562.001'],
  appliesTo: validatingBindingOnly,
  find: (binding) => {
    const actions = texts(record(binding.object['spec'])['validationActions']);
    if (actions.length === 0 || actions.includes('Deny')) return none;
    const message = `Binding "${binding.name}" answers a violation with ${actions.join(' and ')} only: the object is written all the same.`;
    return [{ pointer: '/spec/validationActions', message }];
  },
  repair: {
    kind: 'edit',
    summary: 'deny violations, and keep auditing them',
    disruption: 'traffic',
    edits: (problem, binding) => {
      const audit = texts(record(binding.object['spec'])['validationActions']).includes('Audit');
      return [set(problem.pointer, audit ? ['Deny', 'Audit'] : ['Deny'])];
    },
  },
});
