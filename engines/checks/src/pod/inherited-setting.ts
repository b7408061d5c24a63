import { type Container, containerPointer, type Resource } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Problem } from '../define-check.ts';
import { type Edit, set } from '../edit.ts';

export interface InheritedSetting {
  /** Below `securityContext`, of the pod as of a container. */
  readonly field: string;
  readonly value: JsonValue;
  /** Whether a security context says anything in this matter itself. */
  readonly isSet: (context: JsonObject) => boolean;
}

/**
 * The smallest edit that gives a container a setting it may inherit from its pod: the pod's field where all containers
 * wait for it, else the container's own.
 */
export function setForContainer(problem: Problem, resource: Resource, setting: InheritedSetting): readonly Edit[] {
  const { field, value, isSet } = setting;
  const pod = resource.templates.find(({ containers }) => containers.some((one) => isAt(one, problem.pointer)));
  if (pod === undefined || pod.containers.some((container) => isSet(container.securityContext))) {
    return [set(problem.pointer, value)];
  }
  return [set(`${pod.specPointer}/securityContext/${field}`, value)];
}

function isAt(container: Container, pointer: string): boolean {
  return pointer.startsWith(containerPointer(container, '/'));
}
