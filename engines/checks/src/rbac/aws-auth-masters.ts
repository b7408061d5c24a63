import { own, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'rbac-aws-auth-masters',
  version: 1,
  title: 'aws-auth maps cloud identities to system:masters',
  severity: 'high',
  why: 'On EKS this ConfigMap makes IAM roles and users members of groups; system:masters may do everything and no RBAC object shows it.',
  attack:
    'An attacker who may assume the IAM role, for instance from a build server, is cluster administrator without touching the cluster first.',
  remedy:
    'Use EKS access entries, or map to a group of your own and bind that to a role with just the rights that are needed.',
  accept: 'The IAM role of the cluster administrators.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  ],
  techniques: ['T1078', 'T1098.006'],
  appliesTo: ['ConfigMap'],
  find: (configMap: Resource) => {
    if (configMap.name !== 'aws-auth' || configMap.namespace !== 'kube-system') return none;
    const data = record(configMap.object['data']);
    return ['mapRoles', 'mapUsers', 'mapAccounts'].filter((key) => namesMasters(text(own(data, key)))).map(problemOf);
  },
  repair: { kind: 'none', reason: 'Which rights the mapped identity needs is known only from its use.' },
});

function problemOf(key: string) {
  const who = key === 'mapRoles' ? 'IAM roles' : 'IAM users';
  return { pointer: `/data/${key}`, message: `${key} makes ${who} members of system:masters: they may do everything.` };
}

/** Whether the group stands there, other than in a comment. */
function namesMasters(map: string | undefined): boolean {
  if (map === undefined) return false;
  return map.split('\n').some((line) => (line.split('#', 1)[0] ?? '').includes('system:masters'));
}
