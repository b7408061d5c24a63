import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { namespacesDelete } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-namespaces-delete',
  version: 1,
  title: 'Role can delete namespaces',
  severity: 'medium',
  why: 'Deleting a namespace deletes everything in it, volumes claimed there as a rule included.',
  attack: 'An attacker deletes namespaces to destroy applications, their data and the traces of what it did.',
  remedy: 'Limit delete with resourceNames, or remove it.',
  accept: 'Controllers that manage short-lived namespaces, such as preview environments.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  techniques: ['T1485', 'T1070'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, namespacesDelete),
  repair: dropGrant(namespacesDelete, 'take the deletion of namespaces out of the rule'),
});
