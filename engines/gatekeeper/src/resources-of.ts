import { type Resource, toResource } from '@bulwark/model';
import { diagnosticText, isObject, type ParsedInput } from '@bulwark/text';

/** The objects of a text that has been parsed, with their places; or in words why it holds something else. */
export function resourcesOf({
  documents,
  diagnostics,
}: ParsedInput): readonly Resource[] | { readonly problem: string } {
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { problem: diagnosticText(error) };
  const resources: Resource[] = [];
  for (const { value, ambiguous, ...place } of documents) {
    if (value === null) continue;
    const resource = toResource(value, { place: { ...place, document: value, base: '' }, ambiguous });
    if (resource === undefined) {
      const what = isObject(value) ? 'an object without apiVersion or kind' : 'no object';
      return { problem: `${place.source.name}:${place.source.position(place.start).line}: ${what}` };
    }
    resources.push(resource);
  }
  return resources;
}
