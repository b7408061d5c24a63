import { type Resource, toResource } from '@bulwark/model';
import { isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { type ApiResource, apiVersionOf } from '../discovery/api-resource.ts';

/** A Secret without its values. */
export type Redact = (secret: JsonObject) => JsonObject;

/** A list's item as a Resource, or undefined where it is no object. */
export function toListedResource(item: JsonValue, from: ApiResource, redact: Redact): Resource | undefined {
  if (!isObject(item)) return undefined;
  // Items of built-in lists leave out what their list says once for all.
  const object = withoutManagedFields({ apiVersion: apiVersionOf(from), kind: from.kind, ...item });
  const resource = toResource(from.key === 'Secret' ? redact(object) : object);
  if (resource === undefined || from.namespaced) return resource;
  // Only the server knows which custom kinds live in no namespace.
  return { ...resource, namespace: '' };
}

/** Who last set which field: half of an object's bytes, and no check or fix is about it. */
function withoutManagedFields(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isObject(metadata) || !Object.hasOwn(metadata, 'managedFields')) return object;
  const { managedFields, ...rest } = metadata;
  return { ...object, metadata: rest };
}
