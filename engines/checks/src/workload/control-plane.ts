import { own, type Resource } from '@bulwark/model';
import type { CheckContext } from '../define-check.ts';

const components: ReadonlySet<unknown> = new Set([
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
]);

/**
 * Whether this is a static pod of the control plane itself, which owns the keys and data that it mounts. In a cluster
 * only a mirror pod counts: the kubelet deletes one that stands for no static pod, so nobody can pose as one.
 */
export function isControlPlanePod(resource: Resource, context: CheckContext): boolean {
  if (resource.kind !== 'Pod' || resource.namespace !== 'kube-system') return false;
  if (!components.has(own(resource.labels, 'component'))) return false;
  return context.lookup.info.kind === 'files' || own(resource.annotations, mirrorAnnotation) !== undefined;
}

export const mirrorAnnotation = 'kubernetes.io/config.mirror';
export const sourceAnnotation = 'kubernetes.io/config.source';
