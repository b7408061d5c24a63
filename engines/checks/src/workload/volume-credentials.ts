import { items, type PodTemplate, record, text } from '@bulwark/model';
import { isObject, type JsonObject, pointer } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'workload-volume-credentials',
  version: 1,
  title: 'Volume holds credentials in plain text',
  severity: 'high',
  why: 'Options of inline storage volumes are part of the pod: everybody who may read pods, every backup and every Git repository has them.',
  attack: 'A user with read access to pods takes the password and mounts the storage elsewhere.',
  remedy: 'Put the credentials into a Secret and name it in `secretRef` or `nodePublishSecretRef`.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: problemsOf,
  repair: {
    kind: 'none',
    reason: 'The credentials need a Secret first, and since they were readable they have to be changed.',
  },
});

const secretName =
  /(?:^|[a-z_.-])(?:passw(?:or)?d|passphrase|secret|token|(?:account|access|storage|secret|private|api)[-_]?key|keyring)$/i;

/** The map of options of an inline volume and its place below the volume. */
function optionsOf(volume: JsonObject): readonly [string, JsonObject] | undefined {
  const flex = volume['flexVolume'];
  if (isObject(flex)) return ['flexVolume/options', record(flex['options'])];
  const csi = volume['csi'];
  return isObject(csi) ? ['csi/volumeAttributes', record(csi['volumeAttributes'])] : undefined;
}

function problemsOf(pod: PodTemplate): readonly Problem[] {
  return items(pod.spec['volumes']).flatMap((value, index) => {
    const volume = record(value);
    const [place, options] = optionsOf(volume) ?? ['', {}];
    return Object.entries(options)
      .filter(([key, option]) => text(option) && secretName.test(key))
      .map(([key]) => ({
        pointer: pointer(`${pod.specPointer}/volumes/${index}/${place}`, key),
        message: `Volume "${text(volume['name']) ?? ''}" carries option "${key}" in plain text: everybody who may read the object has it.`,
      }));
  });
}
