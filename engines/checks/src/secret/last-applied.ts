import { own, type Resource } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import { copyAnnotations } from './annotation-secrets.ts';

export default defineCheck({
  id: 'secret-last-applied',
  version: 1,
  title: 'Secret carries a copy of its values in an annotation',
  severity: 'low',
  why: 'Client-side `kubectl apply` keeps the whole manifest, values included, in an annotation. Tools that hide the data of Secrets often show their annotations, and the copy keeps values that were since removed.',
  attack: 'The annotation is read in the user interface, log or backup of a tool that hides only the data of Secrets.',
  remedy:
    'Remove the annotation and apply Secrets with `kubectl apply --server-side` or `kubectl create`, which keep no copy.',
  references: [
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.007'],
  appliesTo: ['Secret'],
  find: (resource: Resource) => {
    const key = copyAnnotations.find((name) => own(resource.annotations, name) !== undefined);
    if (key === undefined) return none;
    return [
      {
        pointer: pointer('/metadata/annotations', key),
        message: `Secret "${resource.name}" keeps a copy of its manifest, values included, in annotation "${key}".`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove the annotation with the copy',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer)],
  },
});
