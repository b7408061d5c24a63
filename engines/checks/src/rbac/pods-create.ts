import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { podsCreate } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-pods-create',
  version: 1,
  title: 'Role can create pods',
  severity: 'high',
  why: 'A pod runs as any ServiceAccount of its namespace and mounts any Secret there; where no Pod Security level forbids it, it also takes the node.',
  attack:
    "Code with this identity starts a pod as the namespace's most powerful ServiceAccount, or a privileged one on a node with better tokens.",
  remedy:
    'Leave the creation of pods to controllers and pipelines, one namespace each, and enforce at least the baseline Pod Security level there.',
  accept: 'Controllers and CI runners that start pods in a namespace of their own with an enforced Pod Security level.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  techniques: ['T1610', 'T1611'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, podsCreate),
  repair: {
    kind: 'none',
    reason: 'A controller that starts pods needs it; whether this holder is one is known only from its use.',
  },
});
