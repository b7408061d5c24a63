import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { leasesWrite } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-leases-write',
  version: 1,
  title: 'Role can take any lease of the cluster',
  severity: 'low',
  why: 'Leases elect the leader of each controller and carry the heartbeat of each node.',
  attack:
    'An attacker holds the lease of the controller-manager or of a security controller, which then stops working.',
  remedy: "Grant leases in the controller's own namespace by a Role, limited with resourceNames to its lease.",
  accept: 'Controllers that coordinate in many namespaces.',
  references: ['https://kubernetes.io/docs/concepts/architecture/leases/'],
  techniques: ['T1499', 'T1562'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, leasesWrite),
  repair: { kind: 'none', reason: 'Where the lease lies and what it is called is known only from its use.' },
});
