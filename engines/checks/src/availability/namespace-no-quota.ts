import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { lacksObject } from './namespace-objects.ts';

export default defineCheck({
  id: 'availability-namespace-no-quota',
  version: 1,
  title: 'Namespace without a ResourceQuota',
  severity: 'low',
  why: 'Nothing bounds what the namespace takes of the cluster: its pods can crowd out those of all others.',
  attack: 'An attacker in one namespace starts pods until the nodes are full, to mine coins or to starve the rest.',
  remedy: 'Add a ResourceQuota for CPU, memory, storage and the number of objects.',
  accept: 'Clusters with a single tenant.',
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  techniques: ['T1496', 'T1499'],
  appliesTo: ['Namespace'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] =>
    lacksObject(resource, 'ResourceQuota', {
      lookup,
      message: 'has no ResourceQuota: nothing bounds what its pods take of the cluster.',
    }),
  repair: {
    kind: 'none',
    reason: 'The fix is a ResourceQuota, and how much the namespace needs is not known from the objects.',
  },
});
