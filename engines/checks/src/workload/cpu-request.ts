import { defineCheck } from '../define-check.ts';
import { findMissing } from './resources.ts';

export default defineCheck({
  id: 'workload-cpu-request',
  version: 1,
  title: 'Container does not say how much CPU it needs',
  severity: 'low',
  why: 'The scheduler counts the container as nothing, and on a busy node it gets the smallest share of processor time there is. Autoscaling by CPU does not work without a request either.',
  attack: 'A busy neighbour, or a miner in one, takes nearly all processor time from the container.',
  remedy: 'Set `resources.requests.cpu` to what the container uses as a rule.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  techniques: ['T1499', 'T1496'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    findMissing(pod, resource, {
      bound: 'requests',
      name: 'cpu',
      consequence: 'gets the smallest share of a busy processor: it requests none',
      context,
    }),
  repair: { kind: 'none', reason: 'How much processor time the container uses has to be measured.' },
});
