import { defineCheck } from '../define-check.ts';
import { notIsolatedProblem } from './workload-not-isolated.ts';

export default defineCheck({
  id: 'network-workload-open-ingress',
  version: 1,
  title: 'No policy isolates the ingress of these pods while others of the namespace are isolated',
  severity: 'medium',
  why: 'Policies of the namespace protect other pods but not these, mostly because a label was forgotten or renamed: every pod of the cluster can connect to them.',
  attack:
    'An attacker in any pod reaches the unprotected pods directly, and through them what their policies let them reach.',
  remedy: 'Add a NetworkPolicy that selects these pods, or give them the labels that an existing policy selects.',
  accept: 'Pods that are meant to be reached from everywhere, such as an ingress controller.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  ],
  techniques: ['T1046'],
  appliesTo: 'workload',
  find: (pod, resource, context) => notIsolatedProblem(pod, resource, { direction: 'ingress', context }),
  repair: {
    kind: 'none',
    reason:
      'Which clients need these pods is not known from the objects, and a policy without them would cut them off.',
  },
});
