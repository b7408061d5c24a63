import { defineCheck } from '../define-check.ts';
import { dropGrant } from './drop-grant.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { nodesProxy } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-nodes-proxy',
  version: 1,
  title: 'Role reaches the kubelet API through nodes/proxy',
  severity: 'high',
  why: "The kubelet takes each request that arrives by the API server's proxy as allowed: get is enough to run commands, since a WebSocket begins as GET.",
  attack:
    'Code with this identity runs commands in every pod of every node, with no admission control and no audit record of the command.',
  remedy: 'Grant nodes/metrics, nodes/stats, nodes/healthz or nodes/pods, whichever is needed, instead of nodes/proxy.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
  ],
  techniques: ['T1609', 'T1611'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, nodesProxy),
  repair: dropGrant(nodesProxy, 'take nodes/proxy out of the rule'),
});
