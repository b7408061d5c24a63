import { items, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';

// `image` came later but counts in every version: it was added without a policy version of its own.
const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

export default defineCheck({
  id: 'pod-restricted-volumes',
  version: 1,
  title: 'Pod mounts storage past PersistentVolumes',
  severity: 'medium',
  level: 'restricted',
  why: 'A volume that names a disk or a server itself makes the node mount it with root’s rights, and lets whoever writes the pod choose the address; a PersistentVolume leaves that to an administrator.',
  attack:
    'The author of a pod mounts another team’s NFS export or disk, has the node clone a repository (`gitRepo`), or hands the kernel a crafted file system.',
  remedy:
    'Use a PersistentVolumeClaim, or another of the allowed kinds: `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, `image`, `projected`, `secret`.',
  accept: 'A server that the cluster’s administrators run for this workload, until a PersistentVolume replaces it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  ],
  techniques: ['T1610', 'T1611'],
  appliesTo: 'workload',
  find: ({ spec, specPointer }) =>
    items(spec['volumes']).flatMap((volume, index): readonly Problem[] => {
      const source = isObject(volume) ? restrictedSource(volume) : undefined;
      if (!isObject(volume) || source === undefined) return none;
      return [
        {
          pointer: `${specPointer}/volumes/${index}/${source}`,
          message: `Volume "${text(volume['name']) ?? ''}" is of the kind ${source}, which is not one of the kinds the restricted level allows.`,
        },
      ];
    }),
  repair: {
    kind: 'none',
    reason:
      'The data has to be reachable in another way first: an administrator makes a PersistentVolume for it, and then the volume becomes a claim.',
  },
});

/** What makes the volume restricted; hostPath is the baseline control's to report, and no source at all is an emptyDir. */
function restrictedSource(volume: JsonObject): string | undefined {
  if (allowed.some((source) => isObject(volume[source])) || isObject(volume['hostPath'])) return undefined;
  return Object.keys(volume).find((key) => isObject(volume[key]));
}
