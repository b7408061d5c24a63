import type { Resource } from '@bulwark/model';
import { secretTitle } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { knownSecrets } from './annotation-secrets.ts';
import { isCustom, textsOf } from './custom-resource-values.ts';

export default defineCheck({
  id: 'secret-custom-resource-token',
  version: 1,
  title: 'Custom resource holds a credential in plain text',
  severity: 'high',
  why: 'The API server treats custom resources as ordinary objects: the built-in role `view` may be extended to them, encryption at rest rarely covers them, and nothing hides their fields.',
  attack: 'Anyone who may read the resource, or the repository it comes from, takes the credential.',
  remedy: 'Revoke the credential and use the field of the resource that refers to a Secret, which most have.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: 'any',
  find: (resource) => (isCustom(resource) ? problemsOf(resource) : none),
  repair: {
    kind: 'none',
    reason: 'The credential has to be revoked, and which field refers to a Secret depends on the resource.',
  },
});

function problemsOf(resource: Resource): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { value, pointer } of textsOf(resource)) {
    const id = knownSecrets(value)[0]?.id;
    if (id !== undefined)
      problems.push({
        pointer,
        message: `${resource.ref.kind} "${resource.name}" holds ${secretTitle(id)} in plain text.`,
      });
  }
  return problems.length === 0 ? none : problems;
}
