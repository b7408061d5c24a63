import {
  type Container,
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
  readonly container?: Container;
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

/** The images of all containers and of image volumes. */
export function usedImages(pod: PodTemplate, lookup: Lookup): readonly UsedImage[] {
  const images: UsedImage[] = [];
  for (const container of pod.containers) {
    const image = container.value['image'];
    if (typeof image !== 'string') continue;
    images.push({
      text: image,
      reference: referenceOf(image, lookup),
      pointer: containerPointer(container, '/image'),
      user: `Container "${container.name}"`,
      container,
      pullPolicy: text(container.value['imagePullPolicy']),
      pullPolicyPointer: containerPointer(container, '/imagePullPolicy'),
    });
  }
  if (pod.spec['volumes'] !== undefined) addVolumes(pod, lookup, images);
  return images;
}

/** Image volumes (KEP-4639). */
function addVolumes(pod: PodTemplate, lookup: Lookup, into: UsedImage[]): void {
  for (const [index, value] of items(pod.spec['volumes']).entries()) {
    const volume = record(value);
    if (volume['image'] === undefined) continue;
    const { reference, pullPolicy } = record(volume['image']);
    if (typeof reference !== 'string') continue;
    const at = `${pod.specPointer}/volumes/${index}/image`;
    into.push({
      text: reference,
      reference: referenceOf(reference, lookup),
      pointer: `${at}/reference`,
      user: `Volume "${text(volume['name']) ?? ''}"`,
      pullPolicy: text(pullPolicy),
      pullPolicyPointer: `${at}/pullPolicy`,
    });
  }
}

/** Images repeat: each is parsed once. */
function referenceOf(image: string, lookup: Lookup): ImageReference | undefined {
  return lookup.derive('image', image, () => parseImage(image));
}

/** Registry, repository, tag and digest, written out in full. */
export function fullName({ registry, repository, tag, digest }: ImageReference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
