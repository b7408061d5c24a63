import type { Resource } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import type { Problem } from '../define-check.ts';
import { type Edit, set } from '../edit.ts';
import { podOf } from './pod-of.ts';

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
export function setForContainer(problem: Problem, resource: Resource, setting: InheritedSetting): Edit {
  const { field, value, isSet } = setting;
  const pod = podOf(problem.pointer, resource);
  return pod === undefined || pod.containers.some((container) => isSet(container.securityContext))
    ? set(problem.pointer, value)
    : set(`${pod.specPointer}/securityContext/${field}`, value);
}
