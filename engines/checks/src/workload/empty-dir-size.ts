import { items, type PodTemplate, record, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { runsOn } from './containers.ts';
import { stated } from './resources.ts';

export default defineCheck({
  id: 'workload-empty-dir-size',
  version: 1,
  title: 'emptyDir may fill the disk of the node',
  severity: 'low',
  why: "An emptyDir without `sizeLimit` grows until the node's disk is full, and then the kubelet evicts pods, also those of others.",
  attack: "A container that was broken into fills the volume and takes the node's disk from its neighbours.",
  remedy:
    'Set `sizeLimit` on the volume, or a limit for ephemeral-storage on each container, which counts the volume too.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: problemsOf,
  repair: {
    kind: 'none',
    reason: 'How much the application writes there has to be measured; beyond the limit its pod is evicted.',
  },
});

function problemsOf(pod: PodTemplate): readonly Problem[] {
  const isBounded = pod.containers.every(
    (container) => !runsOn(container) || stated(container, 'limits', 'ephemeral-storage') !== undefined,
  );
  if (isBounded) return none;
  return items(pod.spec['volumes']).flatMap((value, index) => {
    const { name, emptyDir } = record(value);
    const { sizeLimit, medium } = record(emptyDir);
    if (emptyDir === undefined || sizeLimit !== undefined || medium === 'Memory') return [];
    return [
      {
        pointer: `${pod.specPointer}/volumes/${index}/emptyDir/sizeLimit`,
        message: `Volume "${text(name) ?? ''}" may grow until the disk of the node is full.`,
      },
    ];
  });
}
