import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'api-service-topology-keys',
  version: 1,
  title: 'Service has topologyKeys, which are ignored',
  severity: 'low',
  why: 'Kubernetes dropped spec.topologyKeys in v1.22: traffic that was to stay in a zone or on a node goes everywhere.',
  attack: 'Traffic crosses networks that it was meant to keep out of.',
  remedy: 'Use spec.trafficDistribution or internalTrafficPolicy.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution'],
  techniques: ['T1562.001'],
  appliesTo: ['Service'],
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    if ((record(resource.object['spec'])['topologyKeys'] ?? null) === null || kubeMinor < dropped) return none;
    return [
      {
        pointer: '/spec/topologyKeys',
        message: `Service "${resource.name}" has topologyKeys, which Kubernetes ignores since v1.22.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove topologyKeys',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer)],
  },
});

const dropped = 22;
