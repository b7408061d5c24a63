import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { ephemeralContainers } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-pods-ephemeralcontainers',
  version: 1,
  title: 'Role can add debug containers to running pods',
  severity: 'high',
  why: "An ephemeral container runs an image of the caller's choice inside a running pod, with the pod's network, volumes and, on request, process namespace.",
  attack:
    'Code with this identity adds a container to a pod with a powerful ServiceAccount and reads its token and memory.',
  remedy: 'Remove pods/ephemeralcontainers. For people, grant it for the time of an incident in the one namespace.',
  accept: 'A group of operators in a namespace of their own.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  techniques: ['T1609', 'T1610'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, ephemeralContainers),
  repair: dropGrant(ephemeralContainers, 'take pods/ephemeralcontainers out of the rule'),
});
