import { type Container, containerPointer, integer, parseQuantity, record } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

const mostTimes = 4;

export default defineCheck({
  id: 'workload-memory-overcommit',
  version: 1,
  title: 'Memory limit is far above the request',
  severity: 'info',
  why: 'The scheduler counts the request, the container may use the limit: nodes are filled with promises that cannot all be kept, and memory, unlike CPU, cannot be taken back but by killing.',
  attack: 'Load on a few such containers at once makes the node kill pods that stayed within their requests.',
  remedy: 'Bring the request near to what the container really uses, or the limit down.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/'],
  techniques: ['T1499'],
  parameters: { times: { default: mostTimes, about: 'How many times the request the limit may be.' } },
  appliesTo: 'workload',
  onlyWith: ['resources'],
  find: (pod, _resource, context) => {
    const times = BigInt(integer(context.parameters['times']) ?? mostTimes);
    return pod.containers
      .filter((container) => isOvercommitted(container, times))
      .map((container) => ({
        pointer: containerPointer(container, '/resources/limits/memory'),
        message: `Container "${container.name}" may use more than ${times} times the memory that it requests.`,
      }));
  },
  repair: { kind: 'none', reason: 'How much memory the container uses has to be measured.' },
});

function isOvercommitted({ value }: Container, times: bigint): boolean {
  const resources = value['resources'];
  if (resources === undefined) return false;
  const limit = parseQuantity(record(record(resources)['limits'])['memory']);
  const request = parseQuantity(record(record(resources)['requests'])['memory']);
  return limit !== undefined && request !== undefined && request > 0n && limit > request * times;
}
