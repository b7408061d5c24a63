import { own, type PodTemplate, type Resource, text } from '@bulwark/model';
import { escapeToken, isObject, type JsonObject } from '@bulwark/text';
import { type Edit, remove } from '../edit.ts';
import { containerOf, podOf } from './pod-of.ts';
import { podContext } from './security-context.ts';

/** Names the pod's profile in versions before v1.19. */
export const podAnnotation = 'seccomp.security.alpha.kubernetes.io/pod';

/** With a container's name at its end, names that container's profile in versions before v1.19. */
export const containerAnnotation = 'container.seccomp.security.alpha.kubernetes.io/';

/** The first policy version that reads the field; before it the annotations counted. */
export const seccompFieldVersion = 19;

/** The type that a security context sets: undefined where it sets no profile, empty where the profile has no type. */
export function seccompType(context: JsonObject): string | undefined {
  const profile = context['seccompProfile'];
  return isObject(profile) ? (text(profile['type']) ?? '') : undefined;
}

/** The type that the pod sets for all its containers. */
export function podSeccompType(pod: PodTemplate): string | undefined {
  return seccompType(podContext(pod));
}

/** Whether the type confines the container. */
export function confines(type: string): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}

/** The edit of a profile's type, and the removal of the old annotation that says otherwise, which the API server refuses. */
export function withoutAnnotation(edit: Edit, resource: Resource): readonly Edit[] {
  const pod = podOf(edit.pointer, resource);
  const container = containerOf(edit.pointer, resource);
  const key = container ? `${containerAnnotation}${container.name}` : podAnnotation;
  return pod && own(pod.annotations, key) !== undefined
    ? [edit, remove(`${pod.pointer}/metadata/annotations/${escapeToken(key)}`)]
    : [edit];
}
