import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { persistentVolumesCreate } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-persistentvolumes-create',
  version: 1,
  title: 'Role can create PersistentVolumes',
  severity: 'high',
  why: 'A PersistentVolume may name any path of a node. Pod Security looks at the pod, which only mounts a claim, and sees nothing.',
  attack:
    "Code with this identity makes a volume of the path /, claims it, and a harmless-looking pod reads and writes the node's disk.",
  remedy: 'Leave volumes to the storage provisioners; users need persistentvolumeclaims only.',
  accept: 'Storage provisioners.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation'],
  techniques: ['T1611'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, persistentVolumesCreate),
  repair: {
    kind: 'none',
    reason: 'Storage provisioners need it; whether this holder is one is known only from its use.',
  },
});
