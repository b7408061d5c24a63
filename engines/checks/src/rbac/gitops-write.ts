import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { gitOpsWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-gitops-write',
  version: 1,
  title: 'Role can have a deployment controller apply anything',
  severity: 'high',
  why: 'GitOps and package controllers apply what these objects name with their own rights, as a rule those of a cluster administrator.',
  attack:
    'Code with this identity writes an Application or Kustomization whose source is its own repository, and the controller applies a ClusterRoleBinding from it.',
  remedy:
    "Leave these objects to administrators, or confine them: Argo CD projects with allowed sources, destinations and kinds; Flux with impersonation of a tenant's service account.",
  accept: 'The GitOps controller itself, and teams whose objects are confined so.',
  references: [
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
    'https://fluxcd.io/flux/security/best-practices/',
  ],
  techniques: ['T1098', 'T1610'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, gitOpsWrite),
  repair: {
    kind: 'none',
    reason:
      'GitOps controllers and those who onboard applications need it; whether this holder is one is known only from its use.',
  },
});
