import type { Resource } from '@bulwark/model';
import { type SchemaProblem, validate } from '@bulwark/schema';
import { pointer, valueAt } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'api-invalid-field',
  version: 1,
  title: 'Field is unknown to the API, or of a wrong type',
  severity: 'medium',
  why: 'The API server drops a field that it does not know and refuses one of a wrong type: what was written is not what runs. Field names are case-sensitive.',
  attack: 'A protection that was written as `RunAsNonRoot` or in the wrong place is not there, and nobody notices.',
  remedy: 'Correct the name or the type of the field, or remove it.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (resource, { schemas }) => {
    if (schemas === undefined) return none;
    const { problems } = validate(resource.object, schemas);
    return problems.length === 0 ? none : problems.filter((problem) => isOfManifest(problem, resource)).map(asProblem);
  },
  repair: {
    kind: 'edit',
    summary: 'give the field its right name',
    disruption: 'restart',
    edits: (problem, resource) => {
      const near = /did you mean "([^"]+)"/.exec(problem.message)?.[1];
      const at = problem.pointer;
      const renamed = pointer(at.slice(0, at.lastIndexOf('/')), near ?? '');
      if (near === undefined) return 'what was meant is not known from the object';
      if (valueAt(resource.object, renamed) !== undefined) return `the field ${near} stands there too`;
      return [set(renamed, valueAt(resource.object, at) ?? null), remove(at)];
    },
  },
});

/** What a person writes: not the status, and not the values of a Secret, which became digests on the way in. */
function isOfManifest({ kind, pointer: at }: SchemaProblem, resource: Resource): boolean {
  if (kind === 'missing-field' || at.startsWith('/status')) return false;
  return !(resource.kind === 'Secret' && /^\/(?:data|stringData)\//.test(at));
}

function asProblem({ kind, pointer: at, expected, found, nearest }: SchemaProblem): Problem {
  const name = at.slice(at.lastIndexOf('/') + 1);
  if (kind !== 'unknown-field')
    return {
      pointer: at,
      message: `Field ${name} must be ${expected}, found ${found}: the API server refuses the object.`,
    };
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return { pointer: at, message: `The API knows no field ${name} here, so it has no effect${hint}` };
}
