import { isWorkloadKind, own, type PodTemplate, type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { mirrorAnnotation } from './control-plane.ts';
import { isFinished } from './finished.ts';
import { type PodReference, referencesOf } from './pod-references.ts';

export default defineCheck({
  id: 'workload-missing-reference',
  version: 1,
  title: 'Workload takes its configuration from an object or key that does not exist',
  severity: 'low',
  why: 'Containers do not start without a ConfigMap, Secret or key that they refer to and that is not marked optional; whoever creates it decides what they are configured with.',
  attack:
    'An attacker who may create ConfigMaps or Secrets in the namespace, but not change workloads, makes the missing one and so sets variables or files of the containers.',
  remedy: 'Create the object or key together with the workload, remove the reference, or mark it optional.',
  accept: 'Objects that an operator or an external secret store creates later, while the workload waits for them.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-secret-must-exist',
  ],
  techniques: ['T1499'],
  scope: 'cluster',
  needs: ['ConfigMap', 'Secret'],
  appliesTo: 'workload',
  onlyWith: ['env', 'envFrom', 'volumes'],
  find: (pod: PodTemplate, resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    if (!isWorkloadKind(resource.kind) || own(resource.annotations, mirrorAnnotation) !== undefined) return none;
    const missing = new Map<string, Problem>();
    for (const reference of referencesOf(pod)) addMissing(missing, reference, { lookup, resource });
    return missing.size === 0 || isFinished(resource) ? none : [...missing.values()];
  },
  repair: {
    kind: 'none',
    reason: 'Only the owner of the workload knows what the missing object is to hold, or that it is no longer needed.',
  },
});

interface World {
  readonly lookup: Lookup;
  readonly resource: Resource;
}

/** One problem for each object or key, at the first place that names it. */
function addMissing(into: Map<string, Problem>, reference: PodReference, { lookup, resource }: World): void {
  const { kind, name, key, keyPointer } = reference;
  if (publishedEverywhere.has(name) && kind === 'ConfigMap') return;
  const target = lookup.get(kind, resource.namespace, name);
  if (target === undefined) {
    const message = `${kind} "${name}" does not exist in namespace "${resource.namespace}", and containers do not start without it.`;
    const id = `${kind}/${name}`;
    if (!into.has(id)) into.set(id, { pointer: reference.pointer, value: name, message });
  } else if (key !== undefined && keyPointer !== undefined && !hasKey(target, key)) {
    const message = `${kind} "${name}" has no key "${key}", and containers do not start without it.`;
    const id = `${kind}/${name}/${key}`;
    if (!into.has(id)) into.set(id, { pointer: keyPointer, value: key, message });
  }
}

// Controllers put these into every namespace as soon as it is there.
const publishedEverywhere: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt']);

function hasKey({ object }: Resource, key: string): boolean {
  return [object['data'], object['binaryData'], object['stringData']].some(
    (map) => own(record(map), key) !== undefined,
  );
}
