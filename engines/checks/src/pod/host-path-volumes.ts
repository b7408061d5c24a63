import { type PodTemplate, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inVolumes } from './in-volumes.ts';
import { problem } from './security-context.ts';

export default defineCheck({
  id: 'pod-host-path-volumes',
  version: 1,
  title: 'Pod mounts a path of its node',
  severity: 'high',
  level: 'baseline',
  why: "A `hostPath` volume puts a part of the node's file system into the pod: what lies there, and who else uses it, is outside of what Kubernetes controls.",
  attack:
    'Code in the container reads credentials that the node keeps, talks to the container runtime through its socket, or writes a static pod, a cron job or an SSH key and so becomes root on the node.',
  remedy:
    'Use a PersistentVolumeClaim, `emptyDir`, or a `projected` volume; where a path of the node is really needed, a local PersistentVolume that an administrator made.',
  accept:
    'Node agents that must read a certain path of the node (logs, devices, CNI), mounted read-only, in a namespace that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  techniques: ['T1611', 'T1552.001'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod) => inVolumes(pod, findHostPath),
  repair: {
    kind: 'none',
    reason:
      'Only the owner knows what the pod needs from this path: without the volume it may not start, and an empty one in its place would hide the loss of its data.',
  },
});

function findHostPath(volume: JsonObject, { specPointer }: PodTemplate, index: number): readonly Problem[] {
  const hostPath = volume['hostPath'];
  if (!isObject(hostPath)) return none;
  const name = text(volume['name']) ?? '';
  const path = text(hostPath['path']) ?? '';
  return problem(
    `${specPointer}/volumes/${index}/hostPath`,
    hostPath,
    `Volume "${name}" mounts "${path}" of the node into the pod.`,
  );
}
