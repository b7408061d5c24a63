import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { customWorkloadsWrite } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-custom-workloads-write',
  version: 1,
  title: 'Role can have an operator start pods',
  severity: 'medium',
  why: 'Workflows, pipelines and other custom resources become pods, with the ServiceAccount and often the security settings that they state.',
  attack:
    'Code with this identity writes a workflow that runs its container under a more powerful ServiceAccount of the namespace.',
  remedy:
    'Grant writing of these resources to pipelines only, one namespace each, and enforce a Pod Security level there.',
  accept: 'Teams that run their own workflows in their own namespace; the operator itself.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  techniques: ['T1610', 'T1053'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, customWorkloadsWrite),
  repair: {
    kind: 'none',
    reason: 'Those who run workflows need it; whether this holder does is known only from its use.',
  },
});
