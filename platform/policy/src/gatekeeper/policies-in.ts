import { isSuite } from '@bulwark/gatekeeper';
import { type Resource, toResource } from '@bulwark/model';
import { parseText, SourceText } from '@bulwark/text';

/** Gatekeeper's objects in a file of YAML or JSON, with their places. */
export function policiesIn(file: string, text: string): readonly Resource[] {
  if (!text.includes('.gatekeeper.sh')) return [];
  return resourcesIn(file, text).filter(({ ref }) => ref.apiVersion.includes('.gatekeeper.sh/'));
}

/** Gatekeeper's suites in a file of YAML, with their places. */
export function suitesIn(file: string, text: string): readonly Resource[] {
  return text.includes('test.gatekeeper.sh') ? resourcesIn(file, text).filter(isSuite) : [];
}

function resourcesIn(file: string, text: string): readonly Resource[] {
  return parseText(new SourceText(file, text)).documents.flatMap(({ value, ambiguous, ...place }) => {
    const resource = toResource(value, { place: { ...place, document: value, base: '' }, ambiguous });
    return resource === undefined ? [] : [resource];
  });
}
