import { items, type Resource, record, text } from '@bulwark/model';
import { isList, isObject, type JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

export default defineCheck({
  id: 'secret-unused',
  version: 1,
  title: 'Nothing refers to the Secret',
  severity: 'info',
  why: 'A credential that nothing uses any more is still valid and still readable, and nobody rotates it.',
  attack: 'An attacker who may read Secrets tries all of them; forgotten ones work longest and are watched least.',
  remedy: 'Find out whether anything reads it through the API; if not, revoke the credential and delete the Secret.',
  accept: 'Secrets that applications or controllers read through the API by name.',
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  techniques: ['T1552.007'],
  scope: 'cluster',
  needs: ['Secret', 'Pod', 'Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'CronJob.batch', 'ServiceAccount'],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    if (isForController(resource) || namesIn(lookup, resource.namespace).has(resource.name)) return none;
    return [
      {
        pointer: '',
        message: `No workload, service account, Ingress or Gateway of namespace "${resource.namespace}" refers to Secret "${resource.name}".`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason:
      'An application may read the Secret through the API without any reference, so deleting it is for its owner.',
  },
});

/** Controllers find their Secrets by type, owner, label or annotation rather than by a reference. */
function isForController({ object, metadata, labels, annotations }: Resource): boolean {
  const type = text(object['type']) ?? 'Opaque';
  if (type !== 'Opaque' && type !== 'kubernetes.io/tls' && type !== 'kubernetes.io/basic-auth') return true;
  if (items(metadata['ownerReferences']).length > 0 || Object.keys(labels).length > 0) return true;
  return Object.keys(annotations).some((key) => !key.startsWith('kubectl.kubernetes.io/'));
}

/** Every text in the objects of a namespace that can refer to a Secret: names among them, and much else that does no harm. */
function namesIn(lookup: Lookup, namespace: string): ReadonlySet<string> {
  return lookup.derive('texts that may name a Secret', namespace, (read) => {
    const names = new Set<string>();
    const kinds = ['ServiceAccount', 'Ingress.networking.k8s.io', 'Gateway.gateway.networking.k8s.io'];
    const objects = [...read.workloads(namespace), ...kinds.flatMap((kind) => read.list(kind, namespace))];
    for (const { object, metadata } of objects) {
      for (const [field, value] of Object.entries(object))
        if (field !== 'status' && field !== 'metadata') addTexts(value, names);
      addTexts(record(metadata['annotations']), names);
    }
    return names;
  });
}

const longestName = 253;

function addTexts(value: JsonValue, into: Set<string>): void {
  if (typeof value === 'string') addWords(value, into);
  else if (isList(value)) for (const item of value) addTexts(item, into);
  else if (isObject(value)) for (const item of Object.values(value)) addTexts(item, into);
}

/** Arguments name Secrets too: `--default-ssl-certificate=infra/wildcard`. */
function addWords(value: string, into: Set<string>): void {
  if (value.length > 4096) return;
  for (const word of value.split(/[^\w.-]+/)) if (word.length <= longestName) into.add(word);
}
