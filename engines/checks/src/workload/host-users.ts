import type { Container } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { isWindows, mayRunAsRoot } from './containers.ts';

export default defineCheck({
  id: 'workload-host-users',
  version: 1,
  title: 'Root of the container is root of the node',
  severity: 'low',
  why: 'Without a user namespace, user 0 in the container is user 0 on the node: an escape leads straight to root. With `hostUsers: false` it is a user of no rights outside, and users of two pods never are the same.',
  attack: 'An exploit of the runtime or the kernel gets out of a container that runs as root, and is root on the node.',
  remedy:
    'Set `hostUsers: false` (on by default since v1.33; needs a file system and runtime with ID-mapped mounts), or let no container run as root.',
  accept: "Pods that need the node's own users, such as those that work on files of the node.",
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/'],
  techniques: ['T1611', 'T1068'],
  appliesTo: 'workload',
  find: (pod, _resource, context) => {
    const { spec } = pod;
    if (spec['hostUsers'] === false || context.kubeMinor < firstMinor || isWindows(pod)) return none;
    // The API server refuses a user namespace together with one of these.
    if (spec['hostNetwork'] === true || spec['hostPID'] === true || spec['hostIPC'] === true) return none;
    const root = pod.containers.find(
      (container) => container.list !== 'ephemeralContainers' && mayRunAsRoot(container),
    );
    if (root === undefined || pod.containers.some(worksOnNode)) return none;
    return [
      {
        pointer: `${pod.specPointer}/hostUsers`,
        ...(spec['hostUsers'] === undefined ? {} : { value: spec['hostUsers'] }),
        message: `Container "${root.name}" may run as root, and without a user namespace that is root of the node.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'set hostUsers to false',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, false)],
  },
});

/** A privileged container is there for the node, and block devices are refused in a user namespace. */
function worksOnNode({ value, securityContext }: Container): boolean {
  return securityContext['privileged'] === true || value['volumeDevices'] !== undefined;
}

// User namespaces are on by default since v1.33 (KEP-127).
const firstMinor = 33;
