import { integer, type Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { endingLifecycleOf } from './api-lifecycles.ts';
import { moveEdits } from './move-to-version.ts';
import { useInstead, usesVersion } from './version-texts.ts';

export default defineCheck({
  id: 'api-removed-soon',
  version: 1,
  title: 'API version is about to go',
  severity: 'medium',
  why: 'After one of the next upgrades the API server refuses the object; clusters that wait for such manifests stay on versions without security fixes.',
  attack: 'Flaws of an old version stay open because the upgrade is put off.',
  remedy: 'Move the manifest to the version that takes its place before the upgrade.',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/'],
  techniques: ['T1190'],
  parameters: {
    within: { default: 3, about: 'How many minor versions ahead a removal is told: about three come in a year.' },
  },
  appliesTo: 'any',
  find: (resource: Resource, { kubeMinor, parameters }: CheckContext): readonly Problem[] => {
    const lifecycle = endingLifecycleOf(resource.ref.apiVersion, resource.ref.kind);
    if (lifecycle?.removed === undefined || lifecycle.removed <= kubeMinor) return none;
    if ((lifecycle.deprecated ?? 0) > kubeMinor || resource.ref.kind === 'PodSecurityPolicy') return none;
    if (lifecycle.removed > kubeMinor + (integer(parameters['within']) ?? 0)) return none;
    return [
      {
        pointer: '/apiVersion',
        value: resource.ref.apiVersion,
        message: `${usesVersion(resource)}, which Kubernetes will not serve from v1.${lifecycle.removed} on${useInstead(lifecycle)}.`,
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
