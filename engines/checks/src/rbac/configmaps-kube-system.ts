import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { holdersOf, roleKind } from './holders.ts';
import { configMapsChange } from './powers-cluster.ts';

export default defineCheck({
  id: 'rbac-configmaps-kube-system',
  version: 1,
  title: 'Role can change configuration in kube-system',
  severity: 'medium',
  why: 'ConfigMaps of kube-system configure DNS, the proxy, the network and, on EKS, who is cluster administrator.',
  attack:
    'An attacker rewrites the DNS configuration so that names resolve to its own server, or adds itself to aws-auth.',
  remedy:
    'Grant writing of ConfigMaps in the namespaces that need it, by RoleBindings, or limit it with resourceNames.',
  accept: 'Operators that keep their state in ConfigMaps of any namespace.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/',
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  ],
  techniques: ['T1098', 'T1562'],
  appliesTo: roleKinds,
  find: (role, context) =>
    // Any namespace will do for a ClusterRole until bindings say that kube-system is not among them.
    findGrants(role, context, configMapsChange).filter(() => reachesKubeSystem(role, context)),
  repair: {
    kind: 'none',
    reason: 'Operators that keep state in ConfigMaps need it; whether this holder is one is known only from its use.',
  },
});

function reachesKubeSystem(role: Resource, { lookup }: CheckContext): boolean {
  if (role.kind === roleKind) return role.namespace === 'kube-system';
  const holders = holdersOf(role, lookup);
  return holders.length === 0 || holders.some(({ namespace }) => namespace === '' || namespace === 'kube-system');
}
