import { defineCheck } from '../define-check.ts';
import { findMissing } from './resources.ts';

export default defineCheck({
  id: 'workload-memory-request',
  version: 1,
  title: 'Container does not say how much memory it needs',
  severity: 'low',
  why: 'The scheduler counts the container as nothing, puts too many on one node, and when memory runs short these are the first to be evicted.',
  attack: 'Pods without requests let a node be filled until those of others are evicted.',
  remedy:
    'Set `resources.requests.memory` to what the container uses as a rule; a limit alone counts as a request of the same size.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    findMissing(pod, resource, {
      bound: 'requests',
      name: 'memory',
      consequence: 'counts as using no memory when nodes are filled: it requests none',
      context,
    }),
  repair: { kind: 'none', reason: 'How much memory the container uses has to be measured.' },
});
