import { isList, isObject, type JsonObject, type JsonValue, pointer } from '@bulwark/text';
import type { KindKey } from './kind-key.ts';

/** A pod as any workload kind describes it. */
export interface PodTemplate {
  /** Pointer of the template: empty for a Pod, `/spec/template` for a Deployment. */
  readonly pointer: string;
  readonly metadata: JsonObject;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  /** Pointer of the pod spec. */
  readonly specPointer: string;
  /** All containers: init containers first, then containers, then ephemeral ones. */
  readonly containers: readonly Container[];
}

export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers';

export interface Container {
  readonly value: JsonObject;
  readonly list: ContainerList;
  readonly index: number;
  readonly name: string;
  readonly securityContext: JsonObject;
  readonly template: PodTemplate;
}

/** `/spec/template/spec/containers/0`, with what follows appended as it stands. */
export function containerPointer(container: Container, rest = ''): string {
  return `${container.template.specPointer}/${container.list}/${container.index}${rest}`;
}

// Where each workload kind keeps its pod template; a Pod is its own.
const templatePaths: ReadonlyMap<KindKey, readonly string[]> = new Map([
  ['Pod', []],
  ['PodTemplate', ['template']],
  ['ReplicationController', ['spec', 'template']],
  ['Deployment.apps', ['spec', 'template']],
  ['ReplicaSet.apps', ['spec', 'template']],
  ['StatefulSet.apps', ['spec', 'template']],
  ['DaemonSet.apps', ['spec', 'template']],
  ['DeploymentConfig.apps.openshift.io', ['spec', 'template']],
  ['Job.batch', ['spec', 'template']],
  ['CronJob.batch', ['spec', 'jobTemplate', 'spec', 'template']],
]);

// Kinds that are known to hold no pods; every other kind is searched.
const withoutPods: ReadonlySet<KindKey> = new Set([
  'ConfigMap',
  'Secret',
  'Service',
  'ServiceAccount',
  'Namespace',
  'Node',
  'Event',
  'Endpoints',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'LimitRange',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'EndpointSlice.discovery.k8s.io',
  'Lease.coordination.k8s.io',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'NetworkPolicy.networking.k8s.io',
  'Ingress.networking.k8s.io',
  'ReplicaSetList',
  'ControllerRevision.apps',
]);

const noTemplates: readonly PodTemplate[] = Object.freeze([]);

/** Whether objects of this kind are workloads by definition. */
export function isWorkloadKind(kind: KindKey): boolean {
  return templatePaths.has(kind);
}

/** Every pod template in an object: at its known place, or wherever a custom resource keeps one. */
export function podTemplatesOf(kind: KindKey, object: JsonObject): readonly PodTemplate[] {
  if (withoutPods.has(kind)) return noTemplates;
  const path = templatePaths.get(kind);
  if (path === undefined) return searchTemplates(object);
  let at: JsonValue | undefined = object;
  for (const token of path) at = isObject(at) ? at[token] : undefined;
  return isObject(at) && isObject(at['spec']) ? [podTemplate(at, at['spec'], pointer('', ...path))] : noTemplates;
}

const searchDepth = 12;

function searchTemplates(object: JsonObject): readonly PodTemplate[] {
  const found: PodTemplate[] = [];
  const visit = (value: JsonValue, at: string, depth: number): void => {
    if (depth > searchDepth) return;
    if (isList(value)) {
      for (const [index, item] of value.entries()) visit(item, `${at}/${index}`, depth + 1);
      return;
    }
    if (!isObject(value)) return;
    if (isObject(value['spec']) && holdsContainers(value['spec'])) {
      found.push(podTemplate(value, value['spec'], at));
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      if (key !== 'status' && typeof child === 'object') visit(child, pointer(at, key), depth + 1);
    }
  };
  visit(object, '', 0);
  return found;
}

function holdsContainers(spec: JsonObject): boolean {
  const containers = spec['containers'];
  if (!isList(containers) || containers.length === 0) return false;
  return (
    containers.every((item) => isObject(item) && typeof item['name'] === 'string') &&
    containers.some((item) => isObject(item) && typeof item['image'] === 'string')
  );
}

function podTemplate(holder: JsonObject, spec: JsonObject, at: string): PodTemplate {
  const metadata = isObject(holder['metadata']) ? holder['metadata'] : {};
  const containers: Container[] = [];
  const template: PodTemplate = {
    pointer: at,
    metadata,
    labels: isObject(metadata['labels']) ? metadata['labels'] : {},
    annotations: isObject(metadata['annotations']) ? metadata['annotations'] : {},
    spec,
    specPointer: `${at}/spec`,
    containers,
  };
  addContainers(template, 'initContainers', containers);
  addContainers(template, 'containers', containers);
  addContainers(template, 'ephemeralContainers', containers);
  return template;
}

function addContainers(template: PodTemplate, list: ContainerList, into: Container[]): void {
  const values = template.spec[list];
  if (!isList(values)) return;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!isObject(value)) continue;
    const context = value['securityContext'];
    into.push({
      value,
      list,
      index,
      template,
      name: typeof value['name'] === 'string' ? value['name'] : '',
      securityContext: isObject(context) ? context : {},
    });
  }
}
