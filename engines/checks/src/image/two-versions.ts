import type { ImageReference, PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { usedImages } from './used-images.ts';

export default defineCheck({
  id: 'image-two-versions',
  version: 1,
  title: 'One pod uses two versions of an image',
  severity: 'low',
  why: 'The older one was most likely forgotten in an update, with the vulnerabilities that the newer one has mended.',
  attack: 'The container with the older version is attacked through what its successor has closed.',
  remedy: 'Use the newer version in both places.',
  accept: 'Migrations that need the old version beside the new one.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/'],
  techniques: ['T1190'],
  appliesTo: 'workload',
  find: (pod: PodTemplate, _resource: Resource, { lookup }: CheckContext) => {
    if (pod.containers.length < 2) return none;
    const first = new Map<string, ImageReference>();
    let problems = none;
    for (const { reference, text, user, pointer } of usedImages(pod, lookup)) {
      if (reference === undefined) continue;
      const name = `${reference.registry}/${reference.repository}`;
      const other = first.get(name);
      const version = other && otherVersion(reference, other);
      if (other === undefined) first.set(name, reference);
      else if (version !== undefined) {
        const message = `${user} uses image "${text}", while another container of the pod uses version "${version}" of it.`;
        problems = [...problems, { pointer, value: text, message }];
      }
    }
    return problems;
  },
  repair: { kind: 'none', reason: 'Which of the versions is the right one is for its owner to say.' },
});

/** The version of the other where it differs; a tag and a digest cannot be compared without asking the registry. */
function otherVersion(image: ImageReference, other: ImageReference): string | undefined {
  if (image.digest !== undefined && other.digest !== undefined) {
    return image.digest === other.digest ? undefined : (other.tag ?? other.digest);
  }
  const tag = image.tag ?? (image.digest === undefined ? 'latest' : undefined);
  const otherTag = other.tag ?? (other.digest === undefined ? 'latest' : undefined);
  return tag === otherTag || tag === undefined ? undefined : otherTag;
}
