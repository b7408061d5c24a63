import { record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { bindingKindOf, bindingKinds, policyKinds } from './policies.ts';

export default defineCheck({
  id: 'admission-policy-unbound',
  version: 1,
  title: 'Admission policy has no binding',
  severity: 'medium',
  why: 'A policy alone decides nothing: only a binding says where it counts and what follows from it.',
  attack: 'An attacker does what everybody believes to be forbidden.',
  remedy: 'Add a binding with validationActions Deny, or delete the policy.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  techniques: ['T1562.001'],
  scope: 'cluster',
  needs: [...bindingKinds],
  appliesTo: policyKinds,
  find: (policy, { lookup }) => {
    const bindings = lookup.list(bindingKindOf(policy.kind));
    if (bindings.some((binding) => record(binding.object['spec'])['policyName'] === policy.name)) return none;
    return [{ pointer: '', message: `No binding puts ${policy.ref.kind} "${policy.name}" into force.` }];
  },
  repair: {
    kind: 'none',
    reason: 'The binding is an object of its own; where the policy is to count is known to its author only.',
  },
});
