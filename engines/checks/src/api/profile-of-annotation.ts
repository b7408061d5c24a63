import type { JsonObject } from '@bulwark/text';

/** The seccomp or AppArmor profile of a security context that an annotation stands for; undefined for unknown ones. */
export function profileOf(annotation: string | undefined): JsonObject | undefined {
  if (annotation === 'runtime/default' || annotation === 'docker/default') return { type: 'RuntimeDefault' };
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (!annotation?.startsWith('localhost/')) return undefined;
  return { type: 'Localhost', localhostProfile: annotation.slice('localhost/'.length) };
}
