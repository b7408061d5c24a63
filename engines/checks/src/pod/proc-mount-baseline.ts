import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { findProcMount } from './find-proc-mount.ts';
import { isRelaxedByUserNamespace } from './relaxations.ts';
import { inContainers } from './security-context.ts';

export default defineCheck({
  id: 'pod-proc-mount-baseline',
  version: 1,
  title: 'Container sees an unmasked /proc',
  severity: 'high',
  level: 'baseline',
  why: 'The runtime hides or locks parts of `/proc` that leak kernel secrets or change the node. `procMount: Unmasked` shows them to the container; only in a user namespace of its own can it do little with them.',
  attack:
    "A process with root's rights in the container writes kernel settings below `/proc/sys`, reads kernel memory layout, or sets a helper program that the kernel runs on the node as root.",
  remedy: 'Remove `procMount`, or run the pod in a user namespace (`hostUsers: false`, since v1.35).',
  accept: 'A build that makes containers within the container, on nodes of its own.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/#integration-with-pod-security-admission-checks',
  ],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.procMount'],
  find: (pod, _resource, { kubeMinor }) =>
    isRelaxedByUserNamespace(pod, kubeMinor) ? none : inContainers(pod, findProcMount),
  repair: {
    kind: 'edit',
    summary: 'set procMount to Default',
    disruption: 'restart',
    edits: ({ pointer }) => [set(pointer, 'Default')],
  },
});
