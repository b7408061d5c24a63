import { containerPointer } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { setForContainer } from './inherited-setting.ts';
import { isExemptWindowsPod, unlessWindows } from './relaxations.ts';
import { podSeccompType, seccompFieldVersion, seccompType, withoutAnnotation } from './seccomp-profile.ts';
import { inContainers, problem, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-seccomp-profile-restricted',
  version: 1,
  title: 'Container has no seccomp profile',
  severity: 'medium',
  level: 'restricted',
  why: "Without a profile in the pod it is the kubelet's configuration that decides, and by default that is none: the container may make every system call.",
  attack:
    'Code in the container calls what the default profile would deny (`unshare`, `bpf`, `keyctl`) to exploit the kernel.',
  remedy: 'Set `securityContext.seccompProfile.type: RuntimeDefault` for the pod.',
  accept: 'Where every kubelet runs with `seccompDefault: true`.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
  ],
  techniques: ['T1611'],
  appliesTo: 'workload',
  // A profile that is set but does not confine is the baseline control's to report.
  find: (pod, _resource, { kubeMinor }) =>
    kubeMinor < seccompFieldVersion || podSeccompType(pod) !== undefined || isExemptWindowsPod(pod, kubeMinor)
      ? none
      : inContainers(pod, (container) =>
          seccompType(container.securityContext) === undefined
            ? problem(
                containerPointer(container, '/securityContext/seccompProfile/type'),
                undefined,
                `${titleOf(container)} has no seccomp profile, neither its own nor its pod's.`,
              )
            : none,
        ),
  repair: {
    kind: 'edit',
    summary: 'set the seccomp profile to RuntimeDefault',
    disruption: 'restart',
    edits: (found, resource) =>
      unlessWindows(found, resource, () =>
        withoutAnnotation(
          setForContainer(found, resource, {
            field: 'seccompProfile/type',
            value: 'RuntimeDefault',
            isSet: (context) => seccompType(context) !== undefined,
          }),
          resource,
        ),
      ),
  },
});
