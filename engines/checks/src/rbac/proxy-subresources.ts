import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { proxySubresources } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-proxy-subresources',
  version: 1,
  title: 'Role can reach pods and Services through the API server',
  severity: 'medium',
  why: 'The API server forwards HTTP requests to pods and Services: network policies see the API server, not the caller.',
  attack: 'An attacker with this identity reaches administration ports that the network would not let through.',
  remedy: 'Remove pods/proxy and services/proxy, or limit them with resourceNames.',
  accept: 'Dashboards for developers in a namespace that holds nothing but their own pods.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/'],
  techniques: ['T1609', 'T1046'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, proxySubresources),
  repair: dropGrant(proxySubresources, 'take the proxy subresources out of the rule'),
});
