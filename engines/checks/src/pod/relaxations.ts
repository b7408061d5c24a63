import { type PodTemplate, record } from '@bulwark/model';

/**
 * Whether the pod declares Windows and the version takes that as an exemption from controls that Windows does not know
 * (KEP-2802, policy version 1.25).
 */
export function isExemptWindowsPod(pod: PodTemplate, kubeMinor: number): boolean {
  return kubeMinor >= 25 && record(pod.spec['os'])['name'] === 'windows';
}

/**
 * Whether the pod runs in a user namespace of its own and the version relaxes controls for that: root in it is nobody
 * on the node (KEP-127, policy version 1.35).
 */
export function isRelaxedByUserNamespace(pod: PodTemplate, kubeMinor: number): boolean {
  return kubeMinor >= 35 && pod.spec['hostUsers'] === false;
}
