import { defineCheck } from '../define-check.ts';
import { findMissing } from './resources.ts';

export default defineCheck({
  id: 'workload-memory-limit',
  version: 1,
  title: 'Container has no memory limit',
  severity: 'medium',
  why: "A container without a memory limit may use all of its node's memory; then the kernel kills whatever it finds, also containers of other teams.",
  attack:
    "A request that makes the application allocate, or a program that an intruder starts, takes the node's memory from all pods on it.",
  remedy:
    'Set `resources.limits.memory` to what the container needs at its peak; a LimitRange gives a default to those that say nothing.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  techniques: ['T1499', 'T1496'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    findMissing(pod, resource, {
      bound: 'limits',
      name: 'memory',
      consequence: 'may use all memory of its node: it has no limit',
      context,
    }),
  repair: {
    kind: 'none',
    reason: 'How much memory the container needs has to be measured; a limit that is too low has it killed.',
  },
});
