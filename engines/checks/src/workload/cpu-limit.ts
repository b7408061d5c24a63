import { defineCheck } from '../define-check.ts';
import { findMissing } from './resources.ts';

export default defineCheck({
  id: 'workload-cpu-limit',
  version: 1,
  title: 'Container has no CPU limit',
  severity: 'low',
  why: 'A container without a CPU limit takes whatever its node has to spare. Requests keep the share of others, but not their spare time, and a stolen container computes at your cost.',
  attack: 'A miner that an intruder starts in the container uses every idle core of the node.',
  remedy:
    'Set `resources.limits.cpu`, or leave it out on purpose where the response time of bursts matters more, and see that all containers have requests.',
  accept: 'Services that need bursts, on nodes where every container has a CPU request.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  techniques: ['T1496', 'T1496.001'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    findMissing(pod, resource, {
      bound: 'limits',
      name: 'cpu',
      consequence: 'may use all idle processors of its node: it has no limit',
      context,
    }),
  repair: {
    kind: 'none',
    reason: 'How much processor time the container needs has to be measured; a limit that is too low slows it down.',
  },
});
