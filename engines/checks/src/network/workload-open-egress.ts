import { defineCheck } from '../define-check.ts';
import { notIsolatedProblem } from './workload-not-isolated.ts';

export default defineCheck({
  id: 'network-workload-open-egress',
  version: 1,
  title: 'No policy isolates the egress of these pods while others of the namespace are isolated',
  severity: 'medium',
  why: 'Policies of the namespace restrict where other pods may connect to, but not these: they may connect to everything.',
  attack:
    'Code in the pod fetches tools and sends data to any host on the internet, and speaks to every pod that lets it in.',
  remedy:
    'Add a NetworkPolicy for egress that selects these pods, or give them the labels that an existing policy selects.',
  accept: 'Pods whose task is to connect to arbitrary hosts, such as an egress proxy.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  ],
  techniques: ['T1046', 'T1496'],
  appliesTo: 'workload',
  find: (pod, resource, context) => notIsolatedProblem(pod, resource, { direction: 'egress', context }),
  repair: {
    kind: 'none',
    reason:
      'Which destinations these pods need is not known from the objects, and a policy without them would cut them off.',
  },
});
