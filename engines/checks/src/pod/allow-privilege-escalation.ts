import { type Container, containerPointer, items } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { capabilitiesOf } from './capabilities.ts';
import { containerOf } from './pod-of.ts';
import { isExemptWindowsPod, unlessWindows } from './relaxations.ts';
import { inContainers, problem, titleOf } from './security-context.ts';

const firstVersion = 8;

export default defineCheck({
  id: 'pod-allow-privilege-escalation',
  version: 1,
  title: 'Container may gain privileges',
  severity: 'medium',
  level: 'restricted',
  why: 'Unless `allowPrivilegeEscalation` is false, a process can become root in the container through a set-user-ID program or file capabilities, also where it was started as another user.',
  attack:
    'Code that runs as an ordinary user starts a set-user-ID program of the image with a flaw, and is root in the container.',
  remedy: 'Set `allowPrivilegeEscalation: false`.',
  accept: 'An image whose program needs `sudo` or `ping` with file capabilities.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  techniques: ['T1068'],
  appliesTo: 'workload',
  find: (pod, _resource, { kubeMinor }) =>
    kubeMinor < firstVersion || isExemptWindowsPod(pod, kubeMinor) ? none : inContainers(pod, findEscalation),
  repair: {
    kind: 'edit',
    summary: 'set allowPrivilegeEscalation to false',
    disruption: 'restart',
    edits: (found, resource) =>
      unlessWindows(
        found,
        resource,
        () => reasonAgainst(containerOf(found.pointer, resource)) ?? [set(found.pointer, false)],
      ),
  },
});

function findEscalation(container: Container): readonly Problem[] {
  const value = container.securityContext['allowPrivilegeEscalation'];
  if (value === false) return none;
  return problem(
    containerPointer(container, '/securityContext/allowPrivilegeEscalation'),
    value,
    `${titleOf(container)} may gain privileges: allowPrivilegeEscalation is ${value === undefined ? 'not set' : 'not false'}.`,
  );
}

/** The API server refuses the field together with what gives more privileges than could be gained. */
function reasonAgainst(container: Container | undefined): string | undefined {
  if (container === undefined) return undefined;
  if (container.securityContext['privileged'] === true) {
    return 'the container runs privileged, and the API server refuses the two together: fix pod-privileged first';
  }
  return items(capabilitiesOf(container)['add']).includes('CAP_SYS_ADMIN')
    ? 'the container adds CAP_SYS_ADMIN, and the API server refuses the two together: fix pod-capabilities-baseline first'
    : undefined;
}
