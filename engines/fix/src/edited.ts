import { applyEdits, type Edit } from '@bulwark/checks';
import { type Resource, toResource } from '@bulwark/model';
import { equalValues } from './equal-values.ts';

/** The object with edits made; the very same one where they change nothing. */
export function edited(resource: Resource, edits: readonly Edit[]): Resource {
  const object = applyEdits(resource.object, edits);
  if (equalValues(object, resource.object)) return resource;
  const { place, ambiguous } = resource;
  return toResource(object, { ...(place ? { place } : {}), ambiguous }) ?? resource;
}
