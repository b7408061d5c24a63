import type { JsonObject } from '@bulwark/text';
import type { Random } from '../../rego/generate/random.ts';
import { objectOf, worldObjects } from './objects.ts';
import { constraintOf, templates } from './policies.ts';

/** A constraint with its template, and what it is asked about: objects of all scopes and AdmissionReviews. */
export interface SuitePlan {
  readonly template: JsonObject;
  readonly constraint: JsonObject;
  readonly inventory: readonly JsonObject[];
  readonly objects: readonly JsonObject[];
}

export function suitePlan(random: Random): SuitePlan {
  const all = templates(random, 'namespaceObject');
  const constraint = constraintOf(random, 0);
  const template = all.find(({ metadata }) => metadata.name === String(constraint['kind']).toLowerCase());
  if (template === undefined) throw new Error('a constraint without its template');
  const inventory = worldObjects(random, 'namespaced');
  const objects = random.several(4, 8, (at) => {
    const object = objectOf(random, at, 'all');
    return random.once(3) ? admissionOf(random, object) : object;
  });
  return { template, constraint, inventory, objects };
}

function admissionOf(random: Random, object: JsonObject): JsonObject {
  const operation = random.pick(['CREATE', 'UPDATE', 'DELETE', 'CONNECT']);
  const isDelete = operation === 'DELETE';
  const old = { ...object, metadata: { name: 'x-1', namespace: 'a', labels: { app: 'z' } } };
  const request = {
    uid: 'u',
    operation,
    kind: { group: '', version: 'v1', kind: String(object['kind']) },
    ...(random.once(2) ? { name: 'asked', namespace: random.pick(['a', 'prod-b']) } : {}),
    ...(random.once(2) ? { userInfo: { username: 'bob', groups: ['g'] } } : {}),
    ...(isDelete ? {} : { object }),
    ...(isDelete || random.once(2) ? { oldObject: random.once(2) ? old : object } : {}),
    ...(random.once(3) ? { dryRun: true } : {}),
  };
  return { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request };
}
