import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { hasSelector, workloadsOf } from './service-selection.ts';

export default defineCheck({
  id: 'network-service-selects-nothing',
  version: 1,
  title: 'Service selects no pod',
  severity: 'low',
  why: 'A Service without pods answers nobody, yet its name, addresses and load balancer stay: whoever starts a pod with the right labels gets its traffic.',
  attack:
    'Someone who may create pods in the namespace gives one the selected labels and receives what clients still send.',
  remedy: 'Correct the selector to the labels of the pods, or delete the Service.',
  accept: 'A Service that waits for pods to come, such as those of an operator.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  techniques: ['T1036'],
  scope: 'cluster',
  needs: ['Pod'],
  appliesTo: ['Service'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    if (!hasSelector(resource) || workloadsOf(lookup, resource).length > 0) return none;
    return [
      {
        pointer: '/spec/selector',
        message: `Service "${resource.name}" selects no pod of namespace "${resource.namespace}".`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which pods were meant is not known from the objects.' },
});
