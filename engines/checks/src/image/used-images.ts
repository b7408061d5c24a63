import {
  containerPointer,
  type ImageReference,
  items,
  type PodTemplate,
  parseImage,
  record,
  text,
} from '@bulwark/model';
import { none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';

/** An image that a pod runs, or mounts as a volume. */
export interface UsedImage {
  readonly text: string;
  /** Undefined where a runtime refuses the text. */
  readonly reference: ImageReference | undefined;
  /** Pointer of the field with the reference. */
  readonly pointer: string;
  /** `Container "app"`, to begin a sentence with. */
  readonly user: string;
  readonly pullPolicy: string | undefined;
  /** Pointer of the pull policy of this image. */
  readonly pullPolicyPointer: string;
}

/** One problem for each image of a pod about which `judge` has something to say. */
export function imageProblems(
  pod: PodTemplate,
  lookup: Lookup,
  judge: (image: UsedImage) => string | undefined,
): readonly Problem[] {
  let problems = none;
  for (const image of usedImages(pod, lookup)) {
    const message = judge(image);
    if (message !== undefined) problems = [...problems, { pointer: image.pointer, value: image.text, message }];
  }
  return problems;
}

/** The images of all containers and of image volumes, read once for all checks. */
export function usedImages(pod: PodTemplate, lookup: Lookup): readonly UsedImage[] {
  const known = lookup.derive('images of pods', '', () => new WeakMap<PodTemplate, readonly UsedImage[]>());
  let images = known.get(pod);
  if (images === undefined) {
    images = readImages(pod);
    known.set(pod, images);
  }
  return images;
}

function readImages(pod: PodTemplate): readonly UsedImage[] {
  const images: UsedImage[] = [];
  for (const container of pod.containers) {
    const image = container.value['image'];
    if (typeof image !== 'string') continue;
    images.push({
      text: image,
      reference: parseImage(image),
      pointer: containerPointer(container, '/image'),
      user: `Container "${container.name}"`,
      pullPolicy: text(container.value['imagePullPolicy']),
      pullPolicyPointer: containerPointer(container, '/imagePullPolicy'),
    });
  }
  if (pod.spec['volumes'] !== undefined) addVolumes(pod, images);
  return images;
}

/** Image volumes (KEP-4639). */
function addVolumes(pod: PodTemplate, into: UsedImage[]): void {
  for (const [index, value] of items(pod.spec['volumes']).entries()) {
    const volume = record(value);
    if (volume['image'] === undefined) continue;
    const { reference, pullPolicy } = record(volume['image']);
    if (typeof reference !== 'string') continue;
    const at = `${pod.specPointer}/volumes/${index}/image`;
    into.push({
      text: reference,
      reference: parseImage(reference),
      pointer: `${at}/reference`,
      user: `Volume "${text(volume['name']) ?? ''}"`,
      pullPolicy: text(pullPolicy),
      pullPolicyPointer: `${at}/pullPolicy`,
    });
  }
}

/** Registry, repository, tag and digest, written out in full. */
export function fullName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
