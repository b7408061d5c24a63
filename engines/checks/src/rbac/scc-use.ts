import { defineCheck, none } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { constraintsUse } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-scc-use',
  version: 1,
  title: 'Role can use a privileged SecurityContextConstraint',
  severity: 'high',
  why: "On OpenShift the constraint decides what a pod may: those named here allow root, host paths, the host's network or everything.",
  attack: 'Code with this identity starts a privileged pod and takes the node.',
  remedy: "Limit use with resourceNames to restricted-v2, nonroot-v2 or a constraint of one's own.",
  accept: 'Node agents in a namespace of their own.',
  references: [
    'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // OpenShift brings one such role for each constraint; binding it is the decision.
    role.name.startsWith('system:openshift:') ? none : findGrants(role, context, constraintsUse),
  repair: dropGrant(constraintsUse, 'take the use verb out of the rule'),
});
