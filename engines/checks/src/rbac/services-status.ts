import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { servicesStatus } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-services-status',
  version: 1,
  title: 'Role can write the status of Services',
  severity: 'medium',
  why: "kube-proxy also sends traffic for the load balancer addresses in a Service's status to that Service.",
  attack:
    'An attacker writes an address that others use into the status of its own Service and receives their traffic (CVE-2020-8554).',
  remedy: 'Remove services/status; only load balancer controllers need it.',
  accept: 'Load balancer controllers.',
  references: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  techniques: ['T1498', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, servicesStatus),
  repair: {
    kind: 'none',
    reason: 'Load balancer controllers need it; whether this holder is one is known only from its use.',
  },
});
