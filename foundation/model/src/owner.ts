import { isObject, type JsonObject } from '@bulwark/text';
import { items, own, text } from './fields.ts';
import { kindKey } from './kind-key.ts';
import type { Resource } from './resource.ts';

/** Finds an object; a Snapshot or whatever records what was asked. */
export interface Finder {
  get(kind: string, namespace: string, name: string): Resource | undefined;
}

/** The top of an object's chain of owners, as finding ids name it. */
export interface TopOwner {
  /** The owner where it is in the snapshot. */
  readonly resource?: Resource;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const longestChain = 16;

/**
 * The top of the `ownerReferences` chain as far as it is in the snapshot. Where an owner is missing, its kind is that
 * of the last reference, and a generated suffix goes only when the `pod-template-hash` label proves it.
 */
export function topOwner(resource: Resource, finder: Finder): TopOwner {
  let at = resource;
  for (let hop = 0; hop < longestChain; hop++) {
    const reference = controllerOf(at);
    if (reference === undefined) break;
    const { apiVersion, kind, name } = reference;
    const key = kindKey(apiVersion, kind);
    const owner = finder.get(key, at.namespace, name) ?? finder.get(key, '', name);
    if (owner === undefined) return missingOwner(at, reference);
    if (owner === resource) break;
    at = owner;
  }
  return { resource: at, ...at.ref, namespace: at.namespace };
}

interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The reference marked as controller, else the first. */
export function controllerOf(resource: Resource): OwnerReference | undefined {
  const references = resource.metadata['ownerReferences'];
  if (references === undefined) return undefined;
  const objects = items(references).filter(isObject);
  const chosen = objects.find((reference) => reference['controller'] === true) ?? objects[0];
  return chosen && asReference(chosen);
}

function asReference(reference: JsonObject): OwnerReference | undefined {
  const apiVersion = text(reference['apiVersion']);
  const kind = text(reference['kind']);
  const name = text(reference['name']);
  return apiVersion && kind && name ? { apiVersion, kind, name } : undefined;
}

function missingOwner(child: Resource, reference: OwnerReference): TopOwner {
  const hash = text(own(child.labels, 'pod-template-hash'));
  const suffix = hash ? `-${hash}` : undefined;
  const name = suffix && reference.name.endsWith(suffix) ? reference.name.slice(0, -suffix.length) : reference.name;
  return { apiVersion: reference.apiVersion, kind: reference.kind, namespace: child.namespace, name };
}
