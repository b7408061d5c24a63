import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { policyEnginesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-policy-engines-write',
  version: 1,
  title: 'Role can write the policies of a policy engine',
  severity: 'medium',
  why: "Kyverno, Gatekeeper and Kubewarden enforce what these objects say; a Kyverno policy also mutates and generates objects with Kyverno's rights.",
  attack: 'An attacker adds an exception for its namespace, or deletes the policy, and then creates what it forbade.',
  remedy: 'Leave policies and exceptions to administrators and their pipeline.',
  accept: 'The policy engine itself.',
  references: [
    'https://kyverno.io/docs/exceptions/',
    'https://open-policy-agent.github.io/gatekeeper/website/docs/howto/',
  ],
  techniques: ['T1562.001'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, policyEnginesWrite),
  repair: {
    kind: 'none',
    reason:
      'The policy engine and the pipeline of its policies need it; whether this holder is one is known only from its use.',
  },
});
