import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { namespacesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-namespaces-write',
  version: 1,
  title: 'Role can relabel namespaces',
  severity: 'medium',
  why: 'Labels of the namespace decide its Pod Security level, and which webhooks, policies and network policies apply to it.',
  attack: 'An attacker sets pod-security.kubernetes.io/enforce to privileged and then starts a privileged pod there.',
  remedy: 'Remove update and patch on namespaces, or guard the security labels with an admission policy.',
  accept: 'Controllers that manage namespaces for tenants.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  techniques: ['T1562', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, namespacesWrite),
  repair: {
    kind: 'none',
    reason: 'Controllers that manage namespaces need it; whether this holder is one is known only from its use.',
  },
});
