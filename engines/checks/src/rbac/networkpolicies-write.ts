import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { networkPoliciesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-networkpolicies-write',
  version: 1,
  title: 'Role can change network policies',
  severity: 'medium',
  why: 'Network policies add up: one more that allows everything, or one less, opens the network for the pods it selects.',
  attack: 'An attacker adds a policy that allows its pod to reach the database, or deletes the default deny.',
  remedy: 'Leave network policies to administrators and their pipeline.',
  accept: 'Operators that manage the network by design.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  techniques: ['T1562', 'T1562.001'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, networkPoliciesWrite),
  repair: {
    kind: 'none',
    reason:
      'Operators and pipelines that manage the network need it; whether this holder is one is known only from its use.',
  },
});
