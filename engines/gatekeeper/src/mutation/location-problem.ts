import type { Location, Step } from './location.ts';
import type { Mutator } from './mutator.ts';

/** Why a kind of mutator may not change that place. */
export function locationProblem(kind: Mutator['kind'], location: Location): string | undefined {
  const last = location.at(-1);
  if (last === undefined) return 'it is empty';
  if (kind === 'AssignMetadata') return metadataProblem(location);
  if (isField(location[0], 'metadata')) return `${kind} cannot change metadata`;
  if (last.type === 'element' && kind !== 'Assign') return `${kind} cannot end at an element of a list`;
  const before = location.at(-2);
  if (before?.type === 'element' && isField(last, before.key))
    return `the key "${before.key}" of an element must stay as it is`;
  return undefined;
}

function metadataProblem(location: Location): string | undefined {
  const [root, map, name] = location;
  const isMap = isField(map, 'labels') || isField(map, 'annotations');
  if (location.length === 3 && isField(root, 'metadata') && isMap && name?.type === 'field') return undefined;
  return 'AssignMetadata is for metadata.labels.NAME and metadata.annotations.NAME';
}

function isField(step: Step | undefined, name: string): boolean {
  return step?.type === 'field' && step.name === name;
}
