import type { Resource } from '@bulwark/model';
import { findSecretInAssignment, findSecrets, isAssigned } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { isCustom, textsOf } from './custom-resource-values.ts';

export default defineCheck({
  id: 'secret-custom-resource-password',
  version: 1,
  title: 'Custom resource holds a password in plain text',
  severity: 'high',
  why: 'A field that is named like a secret has a literal value. The API server treats custom resources as ordinary objects: nothing encrypts or hides their fields.',
  attack: 'Anyone who may read the resource, or the repository it comes from, logs in with the password.',
  remedy: 'Change the password and use the field of the resource that refers to a Secret, which most have.',
  accept: 'Values that only look like secrets: add an exception for the object that says so.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  ],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: 'any',
  find: (resource) => (isCustom(resource) ? problemsOf(resource) : none),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed, and which field refers to a Secret depends on the resource.',
  },
});

function problemsOf(resource: Resource): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { name, value, pointer } of textsOf(resource)) {
    if (holdsPassword(name, value)) {
      problems.push({
        pointer,
        message: `${resource.ref.kind} "${resource.name}" holds a password or generated secret in field "${name}".`,
      });
    }
  }
  return problems.length === 0 ? none : problems;
}

function holdsPassword(name: string, value: string): boolean {
  const id = findSecretInAssignment(name, value);
  // Known forms are secret-custom-resource-token's; a word under a telling name may be a setting, so digits are asked for.
  if (id !== undefined) return isAssigned(id) && (id === 'default-password' || /\d/.test(value));
  const places = findSecrets(value);
  return places.length > 0 && places.every((place) => isAssigned(place.id));
}
