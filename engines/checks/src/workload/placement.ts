import { isWorkloadKind, items, type PodTemplate, type Resource, record } from '@bulwark/model';
import { type JsonObject, type JsonValue, pointer } from '@bulwark/text';

const controlPlaneLabels: ReadonlySet<unknown> = new Set([
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
]);

/** Whether a key is the label, and the taint, by which control-plane nodes are known. */
export function isControlPlaneKey(key: unknown): boolean {
  return controlPlaneLabels.has(key);
}

/** A toleration with its place. */
interface Toleration {
  readonly value: JsonObject;
  readonly pointer: string;
}

const noTolerations: readonly Toleration[] = Object.freeze([]);

/** The tolerations of a pod, from the last to the first, so that removing one leaves the places of the others. */
export function tolerationsOf(pod: PodTemplate): readonly Toleration[] {
  const list: JsonValue | undefined = pod.spec['tolerations'];
  if (list === undefined) return noTolerations;
  return items(list)
    .map((value, index) => ({ value: record(value), pointer: `${pod.specPointer}/tolerations/${index}` }))
    .reverse();
}

/** Whether it tolerates every taint of a node: no key, any effect that keeps pods off. */
export function toleratesAll({ value }: Toleration): boolean {
  return (
    value['operator'] === 'Exists' &&
    !value['key'] &&
    value['effect'] !== 'NoExecute' &&
    value['effect'] !== 'PreferNoSchedule'
  );
}

/** DaemonSets and pods that somebody owns run on nodes that they do not choose; of custom workloads we cannot tell. */
export function isPlaced(resource: Resource): boolean {
  if (resource.kind === 'DaemonSet.apps' || !isWorkloadKind(resource.kind)) return true;
  return resource.kind === 'Pod' && resource.metadata['ownerReferences'] !== undefined;
}

/** Where a pod says that it runs on control-plane nodes only. */
interface ControlPlaneChoice {
  readonly pointer: string;
  readonly label: string;
}

/** The first place where a pod asks for control-plane nodes: its selector, or a required term of its affinity. */
export function controlPlaneChoice(pod: PodTemplate): ControlPlaneChoice | undefined {
  const { nodeSelector, affinity } = pod.spec;
  if ((nodeSelector ?? affinity) === undefined) return undefined;
  const label = Object.keys(record(nodeSelector)).find(isControlPlaneKey);
  if (label !== undefined) return { pointer: pointer(`${pod.specPointer}/nodeSelector`, label), label };
  return affinityChoice(pod);
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';

function affinityChoice(pod: PodTemplate): ControlPlaneChoice | undefined {
  const terms = record(record(record(pod.spec['affinity'])['nodeAffinity'])[required])['nodeSelectorTerms'];
  const at = `${pod.specPointer}/affinity/nodeAffinity/${required}/nodeSelectorTerms`;
  for (const [index, term] of items(terms).entries()) {
    for (const [place, value] of items(record(term)['matchExpressions']).entries()) {
      const { key, operator } = record(value);
      if (typeof key === 'string' && isControlPlaneKey(key) && (operator === 'Exists' || operator === 'In')) {
        return { pointer: `${at}/${index}/matchExpressions/${place}`, label: key };
      }
    }
  }
  return undefined;
}
