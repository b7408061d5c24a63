import { type PodTemplate, text } from '@bulwark/model';
import { escapeToken, isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { inVolumes } from './in-volumes.ts';
import { problem } from './security-context.ts';

// `image` came later but counts in every version: it was added without a policy version of its own.
const allowed: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

export default defineCheck({
  id: 'pod-restricted-volumes',
  version: 1,
  title: 'Pod mounts storage past PersistentVolumes',
  severity: 'medium',
  level: 'restricted',
  why: "A volume that names a disk or a server itself makes the node mount it with root's rights, and lets whoever writes the pod choose the address; a PersistentVolume leaves that to an administrator.",
  attack:
    "The author of a pod mounts another team's NFS export or disk, has the node clone a repository (`gitRepo`), or hands the kernel a crafted file system.",
  remedy:
    'Use a PersistentVolumeClaim, or another of the allowed kinds: `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, `image`, `projected`, `secret`.',
  accept: "A server that the cluster's administrators run for this workload, until a PersistentVolume replaces it.",
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  ],
  techniques: ['T1610', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod) => inVolumes(pod, findRestricted),
  repair: {
    kind: 'none',
    reason:
      'The data has to be reachable in another way first: an administrator makes a PersistentVolume for it, and then the volume becomes a claim.',
  },
});

function findRestricted(volume: JsonObject, { specPointer }: PodTemplate, index: number): readonly Problem[] {
  const source = restrictedSource(volume);
  if (source === undefined) return none;
  return problem(
    `${specPointer}/volumes/${index}/${escapeToken(source)}`,
    undefined,
    `Volume "${text(volume['name']) ?? ''}" is of the kind ${source}, which is not one of the kinds the restricted level allows.`,
  );
}

/** What makes the volume restricted; hostPath is the baseline control's to report, and no source at all is an emptyDir. */
function restrictedSource(volume: JsonObject): string | undefined {
  let restricted: string | undefined;
  for (const key in volume) {
    if (!isObject(volume[key])) continue;
    if (key === 'hostPath' || allowed.has(key)) return undefined;
    restricted ??= key;
  }
  return restricted;
}
