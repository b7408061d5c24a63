import { containerPointer, items, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-mount-propagation',
  version: 1,
  title: 'Mounts of the container reach the node',
  severity: 'medium',
  why: 'With mountPropagation `Bidirectional` whatever the container mounts appears on the node and in every pod that shares the path, and stays when the container ends. Only privileged containers may ask for it.',
  attack: 'Code in the container mounts a folder of its own over one that the node or another pod trusts.',
  remedy: 'Use `HostToContainer` to see mounts of the node, or `None`.',
  accept: 'Storage drivers: mounting volumes for other pods is what they do.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumeMounts'],
  find: (pod) =>
    inContainers(pod, (container) =>
      items(container.value['volumeMounts']).flatMap((value, index) => {
        const mount = record(value);
        if (mount['mountPropagation'] !== 'Bidirectional') return [];
        return [
          {
            pointer: containerPointer(container, `/volumeMounts/${index}/mountPropagation`),
            value: 'Bidirectional',
            message: `What container "${container.name}" mounts under ${String(mount['mountPath'])} is mounted on the node as well.`,
          },
        ];
      }),
    ),
  repair: { kind: 'none', reason: 'A storage driver stops working without it; whether this is one has to be decided.' },
});
