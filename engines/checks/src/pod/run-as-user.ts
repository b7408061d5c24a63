import type { Container, PodTemplate } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isRelaxedByUserNamespace } from './relaxations.ts';
import { contextPointer, inSecurityContexts, numericValue, problem, titleOf } from './security-context.ts';

const firstVersion = 23;

export default defineCheck({
  id: 'pod-run-as-user',
  version: 1,
  title: 'Container is started as root',
  severity: 'medium',
  level: 'restricted',
  why: '`runAsUser: 0` makes the container run as root, whatever user its image was built for.',
  attack:
    'Code that breaks out of a container that runs as root is root on the node; inside it may change every file of the image and install tools.',
  remedy: 'Remove `runAsUser: 0`, or set the numeric id of the user that the image was built for.',
  accept: 'An image that must start as root; better, run it in a user namespace (`hostUsers: false`, since v1.35).',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.runAsUser'],
  find: (pod, _resource, { kubeMinor }) =>
    kubeMinor < firstVersion || isRelaxedByUserNamespace(pod, kubeMinor) ? none : inSecurityContexts(pod, findRoot),
  repair: {
    kind: 'edit',
    summary: 'remove runAsUser: 0, so that the user of the pod or of the image applies',
    disruption: 'restart',
    edits: ({ pointer }) => [remove(pointer)],
  },
});

function findRoot(context: JsonObject, pod: PodTemplate, container?: Container): readonly Problem[] {
  const value = context['runAsUser'];
  if (numericValue(value) !== 0) return none;
  return problem(
    contextPointer(pod, container, 'runAsUser'),
    value,
    `${titleOf(container)} sets runAsUser to 0: ${container ? 'it runs' : 'its containers run'} as root.`,
  );
}
