import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'api-pod-security-policy',
  version: 1,
  title: 'PodSecurityPolicy has no effect any more',
  severity: 'high',
  why: 'Kubernetes removed PodSecurityPolicy in v1.25: the API server refuses the object, and nothing restricts pods in its place unless Pod Security admission or another policy was set up.',
  attack: 'Privileged pods are admitted where everyone believes them forbidden.',
  remedy:
    'Label namespaces for Pod Security admission (pod-security.kubernetes.io/enforce), or move the rules to an admission policy.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/'],
  techniques: ['T1610', 'T1562.001'],
  appliesTo: ['PodSecurityPolicy.policy'],
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    if (kubeMinor < deprecated) return none;
    const state =
      kubeMinor < removed
        ? 'is deprecated and goes with v1.25'
        : 'does not exist since v1.25: pods are not restricted by it';
    return [
      {
        pointer: '/kind',
        value: 'PodSecurityPolicy',
        message: `PodSecurityPolicy "${resource.name}" ${state}.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Nothing takes its place one to one: levels of Pod Security admission are set on namespaces.',
  },
});

const deprecated = 21;
const removed = 25;
