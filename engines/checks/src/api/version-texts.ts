import type { Resource } from '@bulwark/model';
import type { ApiLifecycle } from './api-lifecycles.ts';

/** `Deployment "web" uses extensions/v1beta1`. */
export function usesVersion(resource: Resource): string {
  return `${resource.ref.kind} "${resource.name}" uses ${resource.ref.apiVersion}`;
}

/** `; use apps/v1`, or nothing where no version takes its place. */
export function useInstead(lifecycle: ApiLifecycle): string {
  return lifecycle.replacement === undefined ? '' : `; use ${lifecycle.replacement}`;
}
