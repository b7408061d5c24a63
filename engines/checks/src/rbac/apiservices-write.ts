import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { apiServicesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-apiservices-write',
  version: 1,
  title: 'Role can write APIServices',
  severity: 'high',
  why: 'An APIService decides which server answers a whole API group. That server is told who calls and sees every object.',
  attack:
    'An attacker registers its server for a group that administrators use and reads, changes or answers their requests.',
  remedy: 'Leave APIServices to administrators.',
  accept: 'Operators that serve an aggregated API and keep its CA bundle up to date.',
  references: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/'],
  techniques: ['T1098', 'T1550'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, apiServicesWrite),
  repair: {
    kind: 'none',
    reason: 'Operators that serve an aggregated API need it; whether this holder is one is known only from its use.',
  },
});
