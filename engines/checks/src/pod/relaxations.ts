import { type PodTemplate, type Resource, record } from '@bulwark/model';
import type { Problem } from '../define-check.ts';
import type { Edit } from '../edit.ts';
import { podOf } from './pod-of.ts';

/**
 * Whether the pod declares Windows and the version takes that as an exemption from controls that Windows does not know
 * (KEP-2802, policy version 1.25).
 */
export function isExemptWindowsPod(pod: PodTemplate, kubeMinor: number): boolean {
  return kubeMinor >= 25 && isWindowsPod(pod);
}

/**
 * Whether the pod runs in a user namespace of its own and the version relaxes controls for that: root in it is nobody
 * on the node (KEP-127, policy version 1.35).
 */
export function isRelaxedByUserNamespace(pod: PodTemplate, kubeMinor: number): boolean {
  return kubeMinor >= 35 && pod.spec['hostUsers'] === false;
}

/** The edits of a repair that sets a field of Linux, or why a pod that declares Windows has none. */
export function unlessWindows(
  { pointer }: Problem,
  resource: Resource,
  edits: () => readonly Edit[] | string,
): readonly Edit[] | string {
  const pod = podOf(pointer, resource);
  return pod && isWindowsPod(pod)
    ? 'the pod is for Windows, and the API server refuses this field there; since v1.25 the control exempts such pods'
    : edits();
}

function isWindowsPod(pod: PodTemplate): boolean {
  return record(pod.spec['os'])['name'] === 'windows';
}
