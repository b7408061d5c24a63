import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { servicesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-services-write',
  version: 1,
  title: 'Role can write Services',
  severity: 'low',
  why: 'A Service of type NodePort or LoadBalancer publishes pods outside the cluster, and externalIPs claim traffic for any address.',
  attack:
    'An attacker publishes an internal port, or claims an address that others use as an external IP (CVE-2020-8554).',
  remedy: 'Leave Services to the deployment pipeline; forbid externalIPs with an admission policy.',
  accept: 'Operators and pipelines that install applications.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips'],
  techniques: ['T1133', 'T1498'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, servicesWrite),
  repair: {
    kind: 'none',
    reason: 'Operators and pipelines need it; whether this holder is one is known only from its use.',
  },
});
