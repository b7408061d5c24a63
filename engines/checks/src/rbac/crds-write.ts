import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { crdsWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-crds-write',
  version: 1,
  title: 'Role can write CustomResourceDefinitions',
  severity: 'medium',
  why: 'A CustomResourceDefinition may name a conversion webhook, which then receives every object of the kind, and its schema decides what operators are fed.',
  attack: 'An attacker points the conversion of a kind that holds credentials at its own server and reads them all.',
  remedy: 'Leave CustomResourceDefinitions to administrators and to the installer.',
  accept: 'Operators that install or convert their own definitions.',
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#webhook-conversion',
  ],
  techniques: ['T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, crdsWrite),
  repair: {
    kind: 'none',
    reason:
      'Operators that install their own definitions need it; whether this holder is one is known only from its use.',
  },
});
