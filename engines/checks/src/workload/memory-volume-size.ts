import { items, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { hasUnboundedMemory } from './resources.ts';

export default defineCheck({
  id: 'workload-memory-volume-size',
  version: 1,
  title: 'Volume in memory may use up the node',
  severity: 'medium',
  why: 'An emptyDir of medium `Memory` lives in the memory of the node. With neither a `sizeLimit` nor a memory limit on every container it may grow to all of it.',
  attack:
    'A container that was broken into writes into the volume until the kernel kills other pods for want of memory.',
  remedy: 'Set `sizeLimit` on the volume, or a memory limit on each container: then the volume counts against it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource, context) => {
    const found = items(pod.spec['volumes']).flatMap((value, index) => {
      const { name, emptyDir } = record(value);
      const { medium, sizeLimit } = record(emptyDir);
      if (medium !== 'Memory' || sizeLimit !== undefined) return [];
      return [
        {
          pointer: `${pod.specPointer}/volumes/${index}/emptyDir/sizeLimit`,
          message: `Volume "${text(name) ?? ''}" may grow until the memory of the node is used up.`,
        },
      ];
    });
    return found.length > 0 && hasUnboundedMemory(pod, resource, context) ? found : none;
  },
  repair: { kind: 'none', reason: 'How much the application writes there has to be measured.' },
});
