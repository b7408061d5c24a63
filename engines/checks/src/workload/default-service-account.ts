import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { identityOf } from './service-account.ts';

export default defineCheck({
  id: 'workload-default-service-account',
  version: 1,
  title: 'Pod acts as the default service account',
  severity: 'low',
  why: 'Every pod of the namespace that names no account shares this one: a right that is bound to it for one of them is given to all, and the audit log cannot tell them apart.',
  attack: 'A weak pod of the namespace uses rights that were meant for another.',
  remedy: 'Create a ServiceAccount for the workload and name it in `serviceAccountName`; or mount no token.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/'],
  techniques: ['T1528', 'T1078.001'],
  needs: ['ServiceAccount'],
  appliesTo: 'workload',
  find: (pod, resource, context) =>
    pod.spec['automountServiceAccountToken'] === false ? none : problemOf(pod, resource, context),
  repair: {
    kind: 'none',
    reason:
      'The account that the workload should have does not exist yet, and which rights it needs has to be decided.',
  },
});

function problemOf(pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] {
  const identity = identityOf(pod, resource, context);
  if (identity === undefined || identity.isNamed || !identity.isTokenMounted) return none;
  const name = pod.spec['serviceAccountName'];
  return [
    {
      pointer: `${pod.specPointer}/serviceAccountName`,
      ...(name === undefined ? {} : { value: name }),
      message:
        'The pod gets the token of ServiceAccount "default", which all pods of the namespace that name no account share.',
    },
  ];
}
