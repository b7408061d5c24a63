import { isClusterWide, kindKey, type Resource } from '@bulwark/model';
import type { ExceptionScope } from '../exception.ts';

/** Just this object; undefined where its name would be read as a pattern. */
export function scopeOfObject(resource: Resource): ExceptionScope | undefined {
  return exactScope({ kind: resource.ref.kind, namespace: resource.namespace, name: resource.name });
}

/** The scope of one object by its kind, namespace (empty for cluster-wide ones) and name. */
export function exactScope(object: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): ExceptionScope | undefined {
  const { kind, namespace, name } = object;
  if (name === '' || [kind, namespace, name].some((part) => /[*?]/.test(part))) return undefined;
  return { kinds: [kind], ...(namespace === '' ? {} : { namespaces: [namespace] }), names: [name] };
}

/** Whether a built-in kind lives in no namespace, told by its name alone. */
export function isClusterWideKind(kind: string): boolean {
  return groups.some((group) => isClusterWide(kindKey(group === '' ? 'v1' : `${group}/v1`, kind)));
}

const groups = [
  '',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'scheduling.k8s.io',
  'node.k8s.io',
  'networking.k8s.io',
  'certificates.k8s.io',
  'policy',
];
