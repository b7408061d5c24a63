import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { identityOf, isBound } from './service-account.ts';

export default defineCheck({
  id: 'workload-token-automount',
  version: 1,
  title: 'Token of a service account is mounted that nothing needs',
  severity: 'medium',
  why: 'The pod gets a credential for the API server although no binding gives its service account any rights. It serves nobody but an intruder, and every right that is bound to the account later is his at once.',
  attack:
    'Code in the container reads /var/run/secrets/kubernetes.io/serviceaccount/token and asks the API server what it may do, from inside the cluster and under a trusted name.',
  remedy: 'Set `automountServiceAccountToken: false` in the pod, or in its ServiceAccount.',
  accept:
    'Where the pod proves to another service who it is by this token: better with a projected token of its own audience.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  techniques: ['T1528', 'T1552.007', 'T1613'],
  needs: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io', 'ServiceAccount'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    pod.spec['automountServiceAccountToken'] === false ? none : problemOf(pod, resource, context),
  repair: {
    kind: 'edit',
    summary: 'set automountServiceAccountToken to false',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, false)],
  },
});

function problemOf(pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] {
  const identity = identityOf(pod, resource, context);
  if (!identity?.isTokenMounted || isBound(identity, resource, context.lookup)) return none;
  const choice = pod.spec['automountServiceAccountToken'];
  return [
    {
      pointer: `${pod.specPointer}/automountServiceAccountToken`,
      ...(choice === undefined ? {} : { value: choice }),
      message: `The token of ServiceAccount "${identity.name}" is mounted, but no binding gives this account any rights.`,
    },
  ];
}
