import { containerPointer } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { isControlPlanePod } from './control-plane.ts';
import { holdsMounts, meaningOf } from './host-place.ts';
import type { HostPlace } from './host-place-table.ts';
import { type HostMount, type HostVolume, hostMountAt, hostVolumesOf } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-writable-host-mount',
  version: 1,
  title: 'Path of the node is mounted writable',
  severity: 'medium',
  why: "What a container writes into a path of its node stays there after the pod is gone, is seen by every other pod that mounts the path, and can fill the node's disk. Where the path itself is dangerous to write to, another finding says so instead.",
  attack: 'Code in the container leaves programs, links or data for other pods of the node to pick up.',
  remedy: 'Set `readOnly: true` on the mount, or keep the data in a PersistentVolumeClaim or an emptyDir.',
  accept: 'Storage and network agents that keep their state on the node in a folder of their own.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource, context) => {
    const volumes = hostVolumesOf(pod);
    if (volumes.length === 0 || isControlPlanePod(resource, context)) return none;
    return volumes.flatMap(problemsOf);
  },
  repair: {
    kind: 'edit',
    summary: 'mount the path read-only',
    disruption: 'restart',
    edits: (problem, resource) => {
      const at = problem.pointer.replace(/\/readOnly$/, '');
      const mount = hostMountAt(resource, at);
      const edits = [set(problem.pointer, true)];
      // Plain readOnly would leave the mounts below the path writable, which is a finding of its own.
      const isRecursive = mount && holdsMounts(mount.path) && (mount.mount['mountPropagation'] ?? 'None') === 'None';
      return isRecursive ? [...edits, set(`${at}/recursiveReadOnly`, 'IfPossible')] : edits;
    },
  },
});

// Places that are findings because they can be written to, and those where writing is not what matters.
const reportedOtherwise: ReadonlySet<HostPlace> = new Set([
  'root-writable',
  'runtime-socket',
  'kubelet-plugins',
  'static-pods',
  'kernel-interfaces',
  'logs',
  'container-storage-writable',
  'startup',
  'executables',
  'kernel-files',
]);

function problemsOf(volume: HostVolume): readonly Problem[] {
  if (isEndpoint(volume)) return none;
  return volume.mounts.filter(isPlainlyWritten).map(({ container, index, path }) => ({
    pointer: containerPointer(container, `/volumeMounts/${index}/readOnly`),
    message: `Container "${container.name}" may write to ${path} of the node through volume "${volume.name}".`,
  }));
}

// Sockets, pipes and devices are used by opening them, which a read-only mount does not hinder.
const endpointTypes: ReadonlySet<unknown> = new Set(['Socket', 'CharDevice', 'BlockDevice']);

function isEndpoint({ type, path }: HostVolume): boolean {
  return endpointTypes.has(type) || path.endsWith('.sock') || path === '/dev/log' || path.startsWith('\\\\.\\pipe');
}

function isPlainlyWritten({ written, path }: HostMount): boolean {
  if (!written) return false;
  const place = meaningOf(path, true)?.place;
  return place === undefined || !reportedOtherwise.has(place);
}
