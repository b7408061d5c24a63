import { items, type Resource, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { collectionsDelete } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-deletecollection',
  version: 1,
  title: 'Role can delete whole collections',
  severity: 'low',
  why: 'One request deletes all objects of a kind in a namespace: a mistake or an attack leaves no time to stop it.',
  attack: 'An attacker deletes all Secrets, volume claims or workloads of a namespace with one request.',
  remedy: 'Grant delete instead of deletecollection.',
  accept: 'Namespace administrators, and controllers that clean up.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb'],
  techniques: ['T1485'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // Where the rule says all verbs, that is the finding.
    findGrants(role, context, collectionsDelete).filter((problem) => namesVerb(role, problem.pointer)),
  repair: dropGrant(collectionsDelete, 'take the deletecollection verb out of the rule'),
});

function namesVerb(role: Resource, pointer: string): boolean {
  const rule = record(items(role.object['rules'])[Number(pointer.split('/')[2])]);
  return items(rule['verbs']).includes('deletecollection');
}
