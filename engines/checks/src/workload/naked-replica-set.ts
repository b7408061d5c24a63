import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'workload-naked-replica-set',
  version: 1,
  title: 'ReplicaSet is managed by hand',
  severity: 'low',
  why: 'A ReplicaSet or ReplicationController by itself does not replace its pods when the template changes: after a security update the old image runs on until somebody deletes the pods.',
  attack: 'A flaw that was mended in the template is still open in the running pods.',
  remedy: 'Use a Deployment, which rolls changes out.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#when-to-use-a-replicaset'],
  techniques: ['T1610'],
  appliesTo: ['ReplicaSet.apps', 'ReplicationController'],
  find: (resource: Resource) =>
    resource.metadata['ownerReferences'] === undefined
      ? [
          {
            pointer: '',
            message: `${resource.ref.kind} "${resource.name}" belongs to no Deployment: changes of its template do not reach its pods.`,
          },
        ]
      : none,
  repair: { kind: 'none', reason: 'It has to be replaced by a Deployment that takes its pods over.' },
});
