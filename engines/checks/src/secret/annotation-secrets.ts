import type { Resource } from '@bulwark/model';
import { findSecrets, isAssigned, type JsonObject, pointer, type SecretPlace } from '@bulwark/text';

/** Annotations in which tools keep a copy of the whole object. */
export const copyAnnotations: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kopf.zalando.org/last-handled-configuration',
  'kapp.k14s.io/original',
];

/** An annotation with a secret of a known form in it. */
export interface AnnotationSecret {
  readonly key: string;
  readonly pointer: string;
  readonly id: string;
}

const nothing: readonly AnnotationSecret[] = Object.freeze([]);

/** The annotations of an object and of its pod templates that hold a secret; copies of the object left out. */
export function annotationSecrets(resource: Resource): readonly AnnotationSecret[] {
  let found = inMap(resource.annotations, '/metadata/annotations', nothing);
  for (const template of resource.templates) {
    if (template.pointer === '') continue;
    found = inMap(template.annotations, `${template.pointer}/metadata/annotations`, found);
  }
  return found;
}

function inMap(annotations: JsonObject, at: string, before: readonly AnnotationSecret[]): readonly AnnotationSecret[] {
  let found = before;
  for (const key of Object.keys(annotations)) {
    const value = annotations[key];
    if (typeof value !== 'string' || copyAnnotations.includes(key)) continue;
    const id = knownSecrets(value)[0]?.id;
    if (id !== undefined) found = [...found, { key, pointer: pointer(at, key), id }];
  }
  return found;
}

/** The secrets of a text that are told by their own form. */
export function knownSecrets(value: string): readonly SecretPlace[] {
  const places = findSecrets(value);
  return places.length === 0 ? places : places.filter((place) => !isAssigned(place.id));
}
