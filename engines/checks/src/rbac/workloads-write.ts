import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { workloadsWrite } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-workloads-write',
  version: 1,
  title: 'Role can create or change workloads',
  severity: 'high',
  why: "A workload's template decides which image runs, as which ServiceAccount of the namespace and with which Secrets mounted.",
  attack:
    'Code with this identity puts a container of its own into a DaemonSet or Deployment and runs with those rights on each node it lands on.',
  remedy:
    'Leave the writing of workloads to the deployment pipeline, one namespace each, and enforce at least the baseline Pod Security level there.',
  accept: 'Operators and deployment pipelines that manage workloads by design.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  techniques: ['T1610', 'T1053.007'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, workloadsWrite),
  repair: {
    kind: 'none',
    reason: 'Operators and pipelines need it; whether this holder is one is known only from its use.',
  },
});
