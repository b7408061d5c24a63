import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { findProcMount } from './find-proc-mount.ts';
import { isRelaxedByUserNamespace } from './relaxations.ts';
import { inContainers } from './security-context.ts';

export default defineCheck({
  id: 'pod-proc-mount-restricted',
  version: 1,
  title: 'Container in a user namespace sees an unmasked /proc',
  severity: 'medium',
  level: 'restricted',
  why: 'A user namespace takes most of the power from an unmasked `/proc`, but what is shown still helps against the kernel; the restricted level allows the default only.',
  attack: 'Code in the container reads what `/proc` tells of the kernel and prepares an attack on a kernel bug.',
  remedy: 'Remove `procMount`.',
  accept: 'A build that makes containers within the container, in a user namespace (`hostUsers: false`).',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/#integration-with-pod-security-admission-checks',
  ],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.procMount'],
  // Outside of a user namespace the baseline control finds it, at every version.
  find: (pod, _resource, { kubeMinor }) =>
    isRelaxedByUserNamespace(pod, kubeMinor) ? inContainers(pod, findProcMount) : none,
  repair: {
    kind: 'edit',
    summary: 'set procMount to Default',
    disruption: 'restart',
    edits: ({ pointer }) => [set(pointer, 'Default')],
  },
});
