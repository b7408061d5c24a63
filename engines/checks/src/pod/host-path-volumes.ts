import { items, text } from '@bulwark/model';
import { isObject } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'pod-host-path-volumes',
  version: 1,
  title: 'Pod mounts a path of its node',
  severity: 'high',
  level: 'baseline',
  why: 'A `hostPath` volume puts a part of the node’s file system into the pod: what lies there, and who else uses it, is outside of what Kubernetes controls.',
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
  find: ({ spec, specPointer }) =>
    items(spec['volumes']).flatMap((volume, index): readonly Problem[] => {
      const hostPath = isObject(volume) ? volume['hostPath'] : undefined;
      if (!isObject(volume) || !isObject(hostPath)) return [];
      const path = text(hostPath['path']) ?? '';
      return [
        {
          pointer: `${specPointer}/volumes/${index}/hostPath`,
          value: hostPath,
          message: `Volume "${text(volume['name']) ?? ''}" mounts "${path}" of the node into the pod.`,
        },
      ];
    }),
  repair: {
    kind: 'none',
    reason:
      'Only the owner knows what the pod needs from this path: without the volume it may not start, and an empty one in its place would hide the loss of its data.',
  },
});
