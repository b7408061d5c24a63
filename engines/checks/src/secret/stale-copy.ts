import { own, type Resource, text } from '@bulwark/model';
import { jsonText, pointer, secretTitle } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { copyAnnotations, knownSecrets } from './annotation-secrets.ts';

export default defineCheck({
  id: 'secret-stale-copy',
  version: 1,
  title: 'Annotation keeps a credential that was removed from the object',
  severity: 'high',
  why: 'The copy of the last applied manifest still holds a credential that is gone from the object itself: it looks mended and is not.',
  attack: 'A reader of the namespace finds the credential in the annotation, where nobody looks for it.',
  remedy: 'Revoke the credential, and remove the annotation or apply the mended manifest again.',
  references: [
    'https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#how-apply-calculates-differences-and-merges-changes',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: 'any',
  find: (resource) => {
    if (resource.kind === 'Secret') return none;
    for (const key of copyAnnotations) {
      const copy = text(own(resource.annotations, key));
      if (copy !== undefined) return problemsIn(resource, key, copy);
    }
    return none;
  },
  repair: {
    kind: 'edit',
    summary: 'remove the annotation with the copy',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer)],
  },
});

function problemsIn(resource: Resource, key: string, copy: string): readonly Problem[] {
  const places = knownSecrets(copy);
  if (places.length === 0) return none;
  const { annotations: _copies, ...metadata } = resource.metadata;
  const rest = jsonText({ ...resource.object, metadata });
  // What still stands in the object is found there, by the check of its place.
  const gone = places.find((place) => !rest.includes(copy.slice(place.start, place.end)));
  if (gone === undefined) return none;
  return [
    {
      pointer: pointer('/metadata/annotations', key),
      message: `Annotation "${key}" keeps ${secretTitle(gone.id)} that is no longer in the object itself.`,
    },
  ];
}
