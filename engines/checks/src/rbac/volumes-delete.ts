import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { volumesDelete } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-volumes-delete',
  version: 1,
  title: 'Role can delete volumes and their claims',
  severity: 'low',
  why: 'Deleting a claim deletes, by the usual reclaim policy, the volume and the data in it.',
  attack: 'An attacker deletes the claims of databases, and of the backups that lie in the cluster.',
  remedy:
    'Remove delete and deletecollection on persistentvolumes and persistentvolumeclaims, and use the reclaim policy Retain for data that matters.',
  accept: 'Storage provisioners and operators that manage databases.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming'],
  techniques: ['T1485'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, volumesDelete),
  repair: {
    kind: 'none',
    reason: 'Operators and storage provisioners need it; whether this holder is one is known only from its use.',
  },
});
