import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { hasPower } from './power.ts';
import { podsCreate, podsUpdate } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-pods-update',
  version: 1,
  title: 'Role can change running pods',
  severity: 'high',
  why: 'The image of a running pod can be changed in place: the kubelet then restarts the container with it, under the same ServiceAccount and privileges.',
  attack:
    'Code with this identity patches the image of a privileged DaemonSet pod and has its own code run on the node.',
  remedy: 'Remove update and patch on pods; a controller that only reports needs pods/status or an object of its own.',
  accept: 'Controllers that label or annotate pods by design.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement'],
  techniques: ['T1610', 'T1525'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // Who can create pods has no need to change them: one finding is enough.
    hasPower(items(role.object['rules']), podsCreate) ? none : findGrants(role, context, podsUpdate),
  repair: {
    kind: 'none',
    reason: 'Controllers that label pods need it; whether this holder is one is known only from its use.',
  },
});
