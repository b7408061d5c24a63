import { containerPointer, type PodTemplate, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import { holdsMounts } from './host-place.ts';
import { hostMountAt, hostVolumesOf } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-read-only-mount-not-recursive',
  version: 1,
  title: 'Read-only mount of the node leaves mounts below it writable',
  severity: 'medium',
  why: '`readOnly: true` makes only the mounted file system read-only. Others that are mounted below it on the node, such as /run, /dev/shm or the volumes of pods under /, stay writable unless the mount is recursive.',
  attack:
    'Code in the container writes to /host/run or to the volumes of other pods, although the manifest says that the mount is read-only.',
  remedy:
    'Set `recursiveReadOnly: IfPossible` (or `Enabled`) on the mount; it needs mountPropagation `None`, which is the default.',
  accept: 'Exporters that need mountPropagation `HostToContainer` to see file systems that are mounted later.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, _resource, context) => (context.kubeMinor < firstMinor ? none : problemsOf(pod)),
  repair: {
    kind: 'edit',
    summary: 'make the read-only mount recursive',
    disruption: 'restart',
    edits: (problem, resource) => {
      const mount = hostMountAt(resource, problem.pointer.replace(/\/recursiveReadOnly$/, ''))?.mount;
      return (mount?.['mountPropagation'] ?? 'None') === 'None'
        ? [set(problem.pointer, 'IfPossible')]
        : 'recursiveReadOnly is refused together with mountPropagation; somebody has to decide which of the two is needed';
    },
  },
});

// recursiveReadOnly is on by default since v1.31 (KEP-3857).
const firstMinor = 31;

function problemsOf(pod: PodTemplate): readonly Problem[] {
  return hostVolumesOf(pod).flatMap((volume) =>
    volume.mounts
      .filter(
        ({ written, path, mount }) => !written && holdsMounts(path) && !isRecursive(text(mount['recursiveReadOnly'])),
      )
      .map(({ container, index, path }) => ({
        pointer: containerPointer(container, `/volumeMounts/${index}/recursiveReadOnly`),
        message: `Container "${container.name}" mounts ${path} of the node read-only, but what is mounted below it stays writable.`,
      })),
  );
}

function isRecursive(value: string | undefined): boolean {
  return value === 'Enabled' || value === 'IfPossible';
}
