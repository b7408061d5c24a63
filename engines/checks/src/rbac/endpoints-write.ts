import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { endpointsWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-endpoints-write',
  version: 1,
  title: 'Role can write endpoints of Services',
  severity: 'medium',
  why: "Endpoints and EndpointSlices are where a Service's traffic goes; they may name addresses of other namespaces and outside the cluster.",
  attack:
    'An attacker adds its own pod as an endpoint of a Service and receives a share of the requests, credentials included.',
  remedy: 'Remove it: the control plane writes them for Services with a selector.',
  accept:
    'Controllers that publish endpoints by design, such as external load balancers and leader election of old clients.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#write-access-for-endpoints'],
  techniques: ['T1098', 'T1498'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, endpointsWrite),
  repair: {
    kind: 'none',
    reason: 'Controllers that publish endpoints need it; whether this holder is one is known only from its use.',
  },
});
