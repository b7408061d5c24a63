import { defineCheck, none } from '../define-check.ts';
import { clusterBindings } from './holders.ts';
import { findSubjects, isBoundTo } from './subjects.ts';

export default defineCheck({
  id: 'rbac-cluster-admin-binding',
  version: 1,
  title: 'Subject is bound to cluster-admin',
  severity: 'critical',
  why: 'cluster-admin may do everything everywhere, also change rights and read every Secret. Whoever takes over the subject has the cluster.',
  attack:
    "An attacker who runs code in a pod of that ServiceAccount, or has the user's credentials, is administrator at once.",
  remedy:
    'Bind a role with just the rights that are needed; people get cluster-admin through a group, for the time they need it.',
  accept: 'The group of cluster administrators, and deployment controllers that install anything.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
  ],
  techniques: ['T1098.006', 'T1078'],
  appliesTo: clusterBindings,
  find: (binding, context) =>
    isBoundTo(binding, 'cluster-admin')
      ? findSubjects(binding, context, (subject) =>
          // system:masters has every right without a binding: rbac-masters-subject.
          subject.name === 'system:masters'
            ? undefined
            : `${subject.text} is bound to cluster-admin: it may do everything in the whole cluster.`,
        )
      : none,
  repair: { kind: 'none', reason: 'Which rights the subject needs is known only from its use.' },
});
