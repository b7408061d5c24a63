import { defineCheck } from '../define-check.ts';
import { defaultDenyProblem } from './default-deny-problem.ts';
import { namespaceCarrierKinds } from './namespace-isolation.ts';

export default defineCheck({
  id: 'network-no-default-deny-egress',
  version: 1,
  title: 'Namespace does not deny egress by default',
  severity: 'medium',
  why: 'Pods that no NetworkPolicy selects may connect to everything: other pods, the API server, the cloud metadata service and the internet.',
  attack:
    'Code in a compromised pod fetches its tools from the internet, sends data out and speaks to other systems of the company.',
  remedy:
    'Add a NetworkPolicy with an empty podSelector and policyTypes [Egress] that allows DNS only, then one policy for each destination that is needed.',
  accept: 'A cluster whose network plugin or service mesh denies by default by other means.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic',
  ],
  techniques: ['T1046', 'T1496'],
  appliesTo: namespaceCarrierKinds,
  find: (resource, context) => defaultDenyProblem(resource, 'egress', context),
  repair: {
    kind: 'none',
    reason:
      'The fix is a new NetworkPolicy, and denying everything before the wanted connections are listed would cut them off.',
  },
});
