import { defineCheck } from '../define-check.ts';
import { defaultDenyProblem } from './default-deny-problem.ts';
import { namespaceCarrierKinds } from './namespace-isolation.ts';

export default defineCheck({
  id: 'network-no-default-deny-ingress',
  version: 1,
  title: 'Namespace does not deny ingress by default',
  severity: 'medium',
  why: 'Pods that no NetworkPolicy selects accept connections from every pod of the cluster, so one compromised pod anywhere can reach all of them.',
  attack:
    'An attacker in any pod scans the cluster network and speaks to databases, caches and internal APIs that were never meant to be reached from there.',
  remedy:
    'Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress] and no rules, then one policy for each connection that is wanted.',
  accept: 'A cluster whose network plugin or service mesh denies by default by other means.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic',
  ],
  techniques: ['T1046'],
  appliesTo: namespaceCarrierKinds,
  find: (resource, context) => defaultDenyProblem(resource, 'ingress', context),
  repair: {
    kind: 'none',
    reason:
      'The fix is a new NetworkPolicy, and denying everything before the wanted connections are listed would cut them off.',
  },
});
