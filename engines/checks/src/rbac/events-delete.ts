import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { eventsDelete } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-events-delete',
  version: 1,
  title: 'Role can delete events',
  severity: 'low',
  why: 'Events tell what was scheduled, pulled, killed and refused; they expire by themselves, so hardly anyone needs to delete them.',
  attack: 'An attacker deletes the events that its pods left.',
  remedy: 'Remove delete and deletecollection on events, and ship events to a store outside the cluster.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/'],
  techniques: ['T1070'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, eventsDelete),
  repair: dropGrant(eventsDelete, 'take the deletion of events out of the rule'),
});
