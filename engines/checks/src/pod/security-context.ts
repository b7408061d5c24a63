import { type Container, containerPointer, type PodTemplate, record } from '@bulwark/model';
import { ExactDecimal, type JsonObject, type JsonValue } from '@bulwark/text';
import type { Problem } from '../define-check.ts';
import { Found } from './found.ts';

/** Looks at one security context: that of a container, or the pod's own where there is none. */
export type ContextFinder = (context: JsonObject, pod: PodTemplate, container?: Container) => readonly Problem[];

/** What `find` finds in the pod's own security context and in that of each container, in this order. */
export function inSecurityContexts(pod: PodTemplate, find: ContextFinder): readonly Problem[] {
  const found = new Found();
  found.add(find(podContext(pod), pod));
  for (const container of pod.containers) found.add(find(container.securityContext, pod, container));
  return found.problems;
}

/** What `find` finds in each container of any kind. */
export function inContainers(pod: PodTemplate, find: (container: Container) => readonly Problem[]): readonly Problem[] {
  const found = new Found();
  for (const container of pod.containers) found.add(find(container));
  return found.problems;
}

/** The pod's own security context, empty where it has none. */
export function podContext(pod: PodTemplate): JsonObject {
  return record(pod.spec['securityContext']);
}

/** Pointer of a field in the security context of a container, or of the pod where there is none. */
export function contextPointer(pod: PodTemplate, container: Container | undefined, field: string): string {
  return container
    ? containerPointer(container, `/securityContext/${field}`)
    : `${pod.specPointer}/securityContext/${field}`;
}

/** `Container "web"`, `Init container "init"`; `The pod` where there is no container. */
export function titleOf(container: Container | undefined): string {
  if (container === undefined) return 'The pod';
  return `${titles[container.list]} "${container.name}"`;
}

/** The problem as a list, with the value that stands at its pointer where one does. */
export function problem(pointer: string, value: JsonValue | undefined, message: string): readonly Problem[] {
  return [value === undefined ? { pointer, message } : { pointer, value, message }];
}

/**
 * The value of a number as Kubernetes reads it into an integer field: kubectl turns the YAML float `0.0` and `-0` into
 * a plain 0 on its way to the API server.
 */
export function numericValue(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof ExactDecimal ? Number(value.text) : undefined;
}

const titles = {
  containers: 'Container',
  initContainers: 'Init container',
  ephemeralContainers: 'Ephemeral container',
} as const;
