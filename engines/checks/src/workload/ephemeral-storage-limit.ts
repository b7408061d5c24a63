import { defineCheck, none } from '../define-check.ts';
import { runsOn } from './containers.ts';
import { findMissing } from './resources.ts';

export default defineCheck({
  id: 'workload-ephemeral-storage-limit',
  version: 1,
  title: 'Container has no limit for local storage',
  severity: 'low',
  why: 'What the container writes to its root filesystem and its logs fills the disk of the node; when that is full the kubelet evicts pods of others as well.',
  attack: 'A container that was broken into writes until the node evicts its neighbours.',
  remedy:
    'Set `resources.limits.ephemeral-storage`; with a read-only root filesystem only logs and emptyDir volumes are left.',
  references: ['https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  find: (pod, resource, context) => {
    const isReadOnly = pod.containers.every(
      (container) => !runsOn(container) || container.securityContext['readOnlyRootFilesystem'] === true,
    );
    if (isReadOnly) return none;
    return findMissing(pod, resource, {
      bound: 'limits',
      name: 'ephemeral-storage',
      consequence: 'may fill the disk of its node: it has no limit for local storage',
      context,
    });
  },
  repair: {
    kind: 'none',
    reason: 'How much the container writes has to be measured; beyond its limit its pod is evicted.',
  },
});
