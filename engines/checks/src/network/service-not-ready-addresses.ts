import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'network-service-not-ready-addresses',
  version: 1,
  title: 'Service sends traffic to pods that are not ready',
  severity: 'low',
  why: 'With publishNotReadyAddresses readiness probes have no effect: clients get pods that start, fail or are held back on purpose.',
  attack: 'A pod that an operator has taken out of service, for example after a compromise, goes on receiving traffic.',
  remedy: 'Remove publishNotReadyAddresses; only headless Services for peer discovery need it.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec'],
  techniques: ['T1499'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    if (spec['publishNotReadyAddresses'] !== true || spec['clusterIP'] === 'None') return none;
    return [
      {
        pointer: '/spec/publishNotReadyAddresses',
        value: true,
        message: `Service "${resource.name}" sends traffic to pods that are not ready.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove publishNotReadyAddresses',
    disruption: 'traffic',
    edits: (problem) => [remove(problem.pointer)],
  },
});
