import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { webhooksWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-webhooks-write',
  version: 1,
  title: 'Role can write admission webhook configurations',
  severity: 'high',
  why: 'A webhook sees each object that is written, Secrets included, and a mutating one changes it. Whoever may change one configuration may widen what it matches.',
  attack: 'An attacker adds a mutating webhook for pods and puts a container of its own into each new pod.',
  remedy:
    "Leave webhook configurations to administrators; have cert-manager's CA injector or the installer write the CA bundle.",
  accept: 'Operators that keep the CA bundle of their own webhook up to date.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  techniques: ['T1562.001', 'T1525', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, webhooksWrite),
  repair: {
    kind: 'none',
    reason: 'Operators that serve webhooks need it; whether this holder is one is known only from its use.',
  },
});
