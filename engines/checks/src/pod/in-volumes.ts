import { items, type PodTemplate } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import type { Problem } from '../define-check.ts';
import { Found } from './found.ts';

/** What `find` finds in each volume of the pod. */
export function inVolumes(
  pod: PodTemplate,
  find: (volume: JsonObject, pod: PodTemplate, index: number) => readonly Problem[],
): readonly Problem[] {
  const found = new Found();
  for (const [index, volume] of items(pod.spec['volumes']).entries()) {
    if (!isObject(volume)) continue;
    found.add(find(volume, pod, index));
  }
  return found.problems;
}
