import { integer, items, type Resource, record, selectsEverything, text } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { type Edit, remove, set } from '../edit.ts';
import { lifecycleOf } from './api-lifecycles.ts';

/** The edits that move an object to the version that takes the place of its own, or why there are none. */
export function moveEdits(resource: Resource): readonly Edit[] | string {
  const { apiVersion, kind } = resource.ref;
  const lifecycle = lifecycleOf(apiVersion, kind);
  const to = lifecycle?.replacement;
  const move = lifecycle?.move;
  if (move?.kind === 'manual') return move.reason;
  if (to === undefined || move === undefined) return 'no later version is known';
  if (move.kind === 'selector') return workloadEdits(resource, to);
  if (move.kind === 'ingress') return ingressEdits(resource, to);
  if (kind === 'PodDisruptionBudget' && selectsEverything(record(resource.object['spec'])['selector'])) {
    return 'an empty selector selects no pods in policy/v1beta1 and all pods in policy/v1';
  }
  return [set('/apiVersion', to)];
}

// Fields of extensions/v1beta1 and apps/v1beta1 that apps/v1 does not have.
const formerFields = ['rollbackTo', 'templateGeneration'] as const;

/** apps/v1 does not fill the selector in from the labels of the template as earlier versions did. */
function workloadEdits(resource: Resource, to: string): readonly Edit[] | string {
  const spec = record(resource.object['spec']);
  const former = formerFields.filter((field) => spec[field] !== undefined).map((field) => remove(`/spec/${field}`));
  const bump = [set('/apiVersion', to), ...former];
  if (Object.keys(record(spec['selector'])).length > 0) return bump;
  const labels = resource.templates[0]?.labels ?? {};
  if (Object.keys(labels).length === 0) return 'apps/v1 needs a selector, and the pods have no labels to select';
  return [...bump, set('/spec/selector', { matchLabels: labels })];
}

/** networking.k8s.io/v1 writes backends in another form and requires a pathType. */
function ingressEdits(resource: Resource, to: string): readonly Edit[] | string {
  const spec = record(resource.object['spec']);
  const edits: Edit[] = [set('/apiVersion', to)];
  if (spec['backend'] !== undefined) {
    const backend = newBackend(spec['backend']);
    if (backend === undefined) return unreadable;
    edits.push(remove('/spec/backend'), set('/spec/defaultBackend', backend));
  }
  for (const [ruleIndex, rule] of items(spec['rules']).entries()) {
    for (const [index, value] of items(record(record(rule)['http'])['paths']).entries()) {
      const at = `/spec/rules/${ruleIndex}/http/paths/${index}`;
      const path = record(value);
      const backend = newBackend(path['backend']);
      if (backend === undefined) return unreadable;
      if (path['pathType'] === undefined) edits.push(set(`${at}/pathType`, 'ImplementationSpecific'));
      edits.push(set(`${at}/backend`, backend));
    }
  }
  return edits;
}

const unreadable = 'a backend of the Ingress names no Service and port';

function newBackend(value: JsonValue | undefined): JsonObject | undefined {
  const backend = record(value);
  if (isObject(backend['resource'])) return { resource: backend['resource'] };
  const name = text(backend['serviceName']);
  const number = integer(backend['servicePort']);
  const portName = text(backend['servicePort']);
  if (name === undefined || (number === undefined && portName === undefined)) return undefined;
  return { service: { name, port: number === undefined ? { name: portName ?? '' } : { number } } };
}
