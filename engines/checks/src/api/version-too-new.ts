import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { lifecycleOf } from './api-lifecycles.ts';

export default defineCheck({
  id: 'api-version-too-new',
  version: 1,
  title: 'API version is not served yet',
  severity: 'medium',
  why: 'The API server of this version refuses the object, so what it brings does not arrive.',
  attack: 'Protection that the manifests describe, such as an admission policy, is not there.',
  remedy: 'Use a version that the cluster serves, or upgrade the cluster first.',
  references: ['https://kubernetes.io/docs/reference/using-api/#api-versioning'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const lifecycle = lifecycleOf(resource.ref.apiVersion, resource.ref.kind);
    if (lifecycle === undefined || lifecycle.introduced <= kubeMinor) return none;
    return [
      {
        pointer: '/apiVersion',
        value: resource.ref.apiVersion,
        message: `${resource.ref.kind} "${resource.name}" uses ${resource.ref.apiVersion}, which Kubernetes serves from v1.${lifecycle.introduced} on; judged by is v1.${kubeMinor}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Whether the manifest or the cluster is to change is not known from the objects.' },
});
