import { integer, items, type PodTemplate, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'workload-executable-config',
  version: 1,
  title: 'Files of a ConfigMap or Secret are executable',
  severity: 'low',
  why: "Code that a container runs from a ConfigMap is in no image: it is not scanned, signed or pinned, and whoever may edit the ConfigMap changes what runs with the pod's rights.",
  attack:
    "A user who may edit ConfigMaps but not workloads puts a line into the script and runs code as the workload's service account.",
  remedy: 'Put the script into the image; or make the ConfigMap immutable and give it a new name with each change.',
  accept: 'Start scripts of charts, where everybody who may edit the ConfigMap may edit the workload as well.',
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable'],
  techniques: ['T1609'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod) =>
    items(pod.spec['volumes']).flatMap((value, index) => {
      const volume = record(value);
      const source = volume['configMap'] === undefined ? 'secret' : 'configMap';
      return volume[source] === undefined ? none : problemsOf(pod, `${index}/${source}`, volume);
    }),
  repair: { kind: 'none', reason: 'The container runs these files: they have to move into its image first.' },
});

const executable = 0o111;

function problemsOf(pod: PodTemplate, place: string, volume: JsonObject): readonly Problem[] {
  const source = record(volume[place.slice(place.indexOf('/') + 1)]);
  const name = text(source['name']) ?? text(source['secretName']) ?? '';
  const modes = [
    ['defaultMode', integer(source['defaultMode'])] as const,
    ...items(source['items']).map((item, index) => [`items/${index}/mode`, integer(record(item)['mode'])] as const),
  ];
  return modes.flatMap(([field, mode]) => {
    if (mode === undefined || (mode & executable) === 0) return [];
    return [
      {
        pointer: `${pod.specPointer}/volumes/${place}/${field}`,
        value: mode,
        message: `Files of ${place.endsWith('secret') ? 'Secret' : 'ConfigMap'} "${name}" in volume "${text(volume['name']) ?? ''}" may be run: whoever edits it changes the code of the pod.`,
      },
    ];
  });
}
