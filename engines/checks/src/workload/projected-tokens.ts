import { items, type PodTemplate, record, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';

/** A `serviceAccountToken` among the sources of a projected volume. */
interface ProjectedToken {
  readonly volume: string;
  readonly token: JsonObject;
  readonly pointer: string;
}

const noTokens: readonly ProjectedToken[] = Object.freeze([]);

/** The tokens that a pod asks for itself; the one that admission adds to every pod is left out. */
export function projectedTokensOf(pod: PodTemplate): readonly ProjectedToken[] {
  const volumes = items(pod.spec['volumes']);
  if (!volumes.some((volume) => record(volume)['projected'] !== undefined)) return noTokens;
  return volumes.flatMap((value, index) => {
    const name = text(record(value)['name']) ?? '';
    if (name.startsWith('kube-api-access-')) return [];
    return items(record(record(value)['projected'])['sources']).flatMap((source, at) => {
      const token = record(source)['serviceAccountToken'];
      const pointer = `${pod.specPointer}/volumes/${index}/projected/sources/${at}/serviceAccountToken`;
      return isObject(token) ? [{ volume: name, token, pointer }] : [];
    });
  });
}
