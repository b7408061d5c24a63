import { type PodTemplate, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { podContext } from './security-context.ts';

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
