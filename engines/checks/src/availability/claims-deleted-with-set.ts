import { type Resource, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'availability-claims-deleted-with-set',
  version: 1,
  title: 'StatefulSet deletes its claims with its pods',
  severity: 'low',
  why: 'The claims, and by the usual reclaim policy the data, go when the StatefulSet is deleted or scaled down.',
  attack: 'Scaling to zero, or one delete request, destroys the data.',
  remedy: 'Use Retain, the default, and delete claims on purpose.',
  accept: 'Data that can be made again, such as caches and build volumes.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  ],
  techniques: ['T1485'],
  appliesTo: ['StatefulSet.apps'],
  find: (resource: Resource): readonly Problem[] => {
    const policy = record(record(resource.object['spec'])['persistentVolumeClaimRetentionPolicy']);
    return moments
      .filter(({ field }) => policy[field] === 'Delete')
      .map(({ field, what }) => ({
        pointer: `/spec/persistentVolumeClaimRetentionPolicy/${field}`,
        value: 'Delete',
        message: `StatefulSet "${resource.name}" deletes the claims of its pods when it is ${what}.`,
      }));
  },
  repair: {
    kind: 'edit',
    summary: 'keep the claims',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 'Retain')],
  },
});

const moments = [
  { field: 'whenDeleted', what: 'deleted' },
  { field: 'whenScaled', what: 'scaled down' },
] as const;
