import { defineCheck, none } from '../define-check.ts';
import { namespaceBindings } from './holders.ts';
import { findSubjects, isBoundTo, scopeText } from './subjects.ts';

export default defineCheck({
  id: 'rbac-cluster-admin-in-namespace',
  version: 1,
  title: 'Subject is bound to cluster-admin in a namespace',
  severity: 'high',
  why: 'In a namespace cluster-admin is more than admin: it also changes quotas and the namespace itself, and grants itself rights over whatever is installed later.',
  attack:
    'An attacker who takes over the subject lifts the quota and the Pod Security level of the namespace and runs what it likes.',
  remedy: "Bind admin, edit or a role of one's own.",
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  techniques: ['T1098.006'],
  appliesTo: namespaceBindings,
  find: (binding, context) =>
    isBoundTo(binding, 'cluster-admin')
      ? findSubjects(
          binding,
          context,
          (subject) => `${subject.text} is bound to cluster-admin ${scopeText(binding)}: it may do everything there.`,
        )
      : none,
  repair: { kind: 'none', reason: 'Which rights the subject needs is known only from its use.' },
});
