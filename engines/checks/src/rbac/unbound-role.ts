import { items } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isJudgedElsewhere, roleKinds } from './find-grants.ts';
import { aggregatedInto, clusterRoleBindingKind, holdersOf, roleBindingKind } from './holders.ts';

export default defineCheck({
  id: 'rbac-unbound-role',
  version: 1,
  title: 'Role is bound to nobody',
  severity: 'info',
  why: 'A role that nobody holds is a left-over: it makes reviews longer and waits to be bound.',
  attack: 'An attacker who may bind roles finds a strong one ready-made, which is noticed less than a new one.',
  remedy: 'Delete the role, unless it is offered for others to bind.',
  accept: 'Roles that a product offers to its users to bind.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review'],
  techniques: ['T1098.006'],
  scope: 'cluster',
  needs: [roleBindingKind, clusterRoleBindingKind],
  appliesTo: roleKinds,
  find: (role, { lookup }) => {
    if (holdersOf(role, lookup).length > 0 || isJudgedElsewhere(role, lookup)) return none;
    if (aggregatedInto(role, lookup).length > 0 || items(role.object['rules']).length === 0) return none;
    return [{ pointer: '', message: `No binding gives ${role.ref.kind} "${role.name}" to anyone.` }];
  },
  repair: { kind: 'none', reason: 'The role is to be deleted as a whole, which an edit of it cannot do.' },
});
