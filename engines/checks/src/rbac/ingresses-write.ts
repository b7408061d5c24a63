import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { ingressesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-ingresses-write',
  version: 1,
  title: 'Role can write routes into the cluster',
  severity: 'medium',
  why: "Ingresses, Gateways and routes publish Services and decide who answers a hostname; annotations and filters also reach into the proxy's configuration.",
  attack: 'An attacker routes the login path of another application to its own pod and collects passwords.',
  remedy: 'Leave routes to the deployment pipeline, one namespace each.',
  accept: 'Operators and pipelines that publish applications.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    'https://gateway-api.sigs.k8s.io/concepts/security-model/',
  ],
  techniques: ['T1133', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, ingressesWrite),
  repair: {
    kind: 'none',
    reason:
      'Operators and pipelines that publish applications need it; whether this holder is one is known only from its use.',
  },
});
