import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { isFinished } from './finished.ts';
import { identityOf } from './service-account.ts';

export default defineCheck({
  id: 'workload-missing-service-account',
  version: 1,
  title: 'Workload names a service account that does not exist',
  severity: 'medium',
  why: 'The API server refuses the pods until the account exists, and then they act with whatever rights it was given by whoever made it.',
  attack:
    "An attacker who may create service accounts in the namespace makes the missing one: with an image pull Secret, a cloud role or a token setting of the attacker's choice, which the pods then use.",
  remedy: 'Create the ServiceAccount together with the workload, or name one that exists.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  techniques: ['T1136', 'T1078.001'],
  scope: 'cluster',
  needs: ['ServiceAccount'],
  appliesTo: 'workload',
  onlyWith: ['serviceAccountName', 'serviceAccount'],
  find: (pod: PodTemplate, resource: Resource, context: CheckContext): readonly Problem[] => {
    const identity = identityOf(pod, resource, context);
    if (!identity?.isNamed || isFinished(resource)) return none;
    const { name, namespace } = identity;
    if (context.lookup.get('ServiceAccount', namespace, name) !== undefined) return none;
    const field = pod.spec['serviceAccountName'] ? 'serviceAccountName' : 'serviceAccount';
    return [
      {
        pointer: `${pod.specPointer}/${field}`,
        value: name,
        message: `ServiceAccount "${name}" does not exist in namespace "${namespace}": new pods are refused until somebody creates it.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'The missing object is the ServiceAccount, and which rights it is to have must be decided.',
  },
});
