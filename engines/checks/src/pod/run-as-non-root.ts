import type { PodTemplate } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { setForContainer } from './inherited-setting.ts';
import { isRelaxedByUserNamespace } from './relaxations.ts';
import { contextPointer, inSecurityContexts, podContext, problem, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-run-as-non-root',
  version: 1,
  title: 'Container may run as root',
  severity: 'medium',
  level: 'restricted',
  why: "Root in a container is root of the node's kernel behind a few walls. With `runAsNonRoot: true` the kubelet does not start a container as user 0.",
  attack:
    'Code that breaks out of a container that runs as root is root on the node; inside it may change every file of the image and install tools.',
  remedy:
    'Set `securityContext.runAsNonRoot: true` for the pod, with an image that has a numeric `USER` or with `runAsUser`.',
  accept: 'An image that must start as root; better, run it in a user namespace (`hostUsers: false`, since v1.35).',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  find: (pod, _resource, { kubeMinor }) => (isRelaxedByUserNamespace(pod, kubeMinor) ? none : findRoot(pod)),
  repair: {
    kind: 'edit',
    summary: 'set runAsNonRoot to true; a container whose image runs as root will then not start',
    disruption: 'restart',
    edits: (found, resource) =>
      found.value === false
        ? [set(found.pointer, true)]
        : [
            setForContainer(found, resource, {
              field: 'runAsNonRoot',
              value: true,
              isSet: (context) => typeof context['runAsNonRoot'] === 'boolean',
            }),
          ],
  },
});

function findRoot(pod: PodTemplate): readonly Problem[] {
  const ofPod = podContext(pod)['runAsNonRoot'];
  return inSecurityContexts(pod, (context, _pod, container) => {
    const value = context['runAsNonRoot'];
    if (value === true || (typeof ofPod === 'boolean' && value !== false)) return none;
    if (value !== false && container === undefined) return none;
    return problem(
      contextPointer(pod, container, 'runAsNonRoot'),
      value,
      value === false
        ? `${titleOf(container)} sets runAsNonRoot to false: it may run as root.`
        : `${titleOf(container)} may run as root: neither it nor its pod sets runAsNonRoot to true.`,
    );
  });
}
