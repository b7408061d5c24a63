import { record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { bindingKinds, policyKindOf, policyKinds } from './policies.ts';

export default defineCheck({
  id: 'admission-policy-missing',
  version: 1,
  title: 'Binding names an admission policy that does not exist',
  severity: 'medium',
  why: 'The binding looks like protection, but there is nothing to enforce.',
  attack: 'An attacker who may delete policies but not bindings leaves a cluster behind that looks protected.',
  remedy: 'Restore the policy, or delete the binding.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  techniques: ['T1562.001'],
  scope: 'cluster',
  needs: [...policyKinds],
  appliesTo: bindingKinds,
  find: (binding, { lookup }) => {
    const name = text(record(binding.object['spec'])['policyName']);
    if (name === undefined || lookup.get(policyKindOf(binding.kind), '', name)) return none;
    const message = `Policy "${name}" does not exist: binding "${binding.name}" enforces nothing.`;
    return [{ pointer: '/spec/policyName', value: name, message }];
  },
  repair: { kind: 'none', reason: 'Whether the policy is to come back or the binding to go must be decided.' },
});
