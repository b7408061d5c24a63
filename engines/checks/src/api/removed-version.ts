import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { endingLifecycleOf } from './api-lifecycles.ts';
import { moveEdits } from './move-to-version.ts';
import { useInstead, usesVersion } from './version-texts.ts';

export default defineCheck({
  id: 'api-removed-version',
  version: 1,
  title: 'API version is not served any more',
  severity: 'high',
  why: 'The API server refuses the object, so what it brings, a policy, a role or a patched workload, does not arrive.',
  attack:
    'Protection that the manifests describe is not there; an upgrade of the cluster leaves the old state running.',
  remedy: 'Move the manifest to the version that takes its place, and correct the fields that have changed.',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const lifecycle = endingLifecycleOf(resource.ref.apiVersion, resource.ref.kind);
    if (lifecycle?.removed === undefined || lifecycle.removed > kubeMinor) return none;
    // A finding of its own: nothing takes its place.
    if (resource.ref.kind === 'PodSecurityPolicy') return none;
    return [
      {
        pointer: '/apiVersion',
        value: resource.ref.apiVersion,
        message: `${usesVersion(resource)}, which Kubernetes has not served since v1.${lifecycle.removed}${useInstead(lifecycle)}.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'move to the version that takes its place',
    disruption: 'none',
    edits: (_problem, resource) => moveEdits(resource),
  },
});
