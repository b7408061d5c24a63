import { isWorkloadKind, items, type PodTemplate, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'workload-unused-volume',
  version: 1,
  title: 'Volume is mounted by no container',
  severity: 'low',
  why: 'The kubelet fetches a Secret, token or path for the pod although nothing reads it: it lies on the node for nothing, and a debug container may mount it. Where the mount was forgotten, the container works without the data it was meant to have.',
  attack: 'An attacker who may add an ephemeral container mounts the volume and reads the Secret.',
  remedy: 'Remove the volume, or mount it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#how-volumes-work'],
  techniques: ['T1552'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource) => (isJudged(pod, resource) ? problemsOf(pod) : none),
  repair: {
    kind: 'edit',
    summary: 'remove the volume',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});

/** A custom resource's operator may mount the volume itself, and a patch without containers says nothing of mounts. */
function isJudged(pod: PodTemplate, resource: Resource): boolean {
  return pod.containers.length > 0 && isWorkloadKind(resource.kind);
}

// An empty folder that nothing mounts gives nothing away.
const matters = (volume: object): boolean => !('emptyDir' in volume);

function problemsOf(pod: PodTemplate): readonly Problem[] {
  const mounted = new Set<unknown>();
  for (const { value } of pod.containers) {
    for (const mount of items(value['volumeMounts'])) mounted.add(record(mount)['name']);
    for (const device of items(value['volumeDevices'])) mounted.add(record(device)['name']);
  }
  // From the last to the first, so that removing one leaves the places of the others.
  return items(pod.spec['volumes'])
    .flatMap((value, index) => {
      const volume = record(value);
      const name = text(volume['name']);
      if (name === undefined || mounted.has(name) || !matters(volume)) return [];
      return [
        {
          pointer: `${pod.specPointer}/volumes/${index}`,
          message: `Volume "${name}" is brought to the node for this pod, but no container mounts it.`,
        },
      ];
    })
    .reverse();
}
