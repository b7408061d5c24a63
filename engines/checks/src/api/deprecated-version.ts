import { integer, type Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { endingLifecycleOf } from './api-lifecycles.ts';
import { moveEdits } from './move-to-version.ts';
import { useInstead, usesVersion } from './version-texts.ts';

export default defineCheck({
  id: 'api-deprecated-version',
  version: 1,
  title: 'API version is deprecated',
  severity: 'low',
  why: 'A deprecated version gets no new fields, and will be refused some day.',
  attack: 'None by itself: an upgrade that is put off because of old manifests leaves flaws open.',
  remedy: 'Move the manifest to the version that takes its place.',
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-policy/'],
  techniques: ['T1190'],
  parameters: {
    within: {
      default: 3,
      about: 'Removals that are this many minor versions ahead, or fewer, are told by api-removed-soon.',
    },
  },
  appliesTo: 'any',
  find: (resource: Resource, { kubeMinor, parameters }: CheckContext): readonly Problem[] => {
    const lifecycle = endingLifecycleOf(resource.ref.apiVersion, resource.ref.kind);
    if (lifecycle?.deprecated === undefined || lifecycle.deprecated > kubeMinor) return none;
    const { removed } = lifecycle;
    if (removed !== undefined && removed <= kubeMinor + (integer(parameters['within']) ?? 0)) return none;
    if (toldElsewhere.has(resource.ref.kind)) return none;
    const end = removed === undefined ? '' : ` and goes with v1.${removed}`;
    return [
      {
        pointer: '/apiVersion',
        value: resource.ref.apiVersion,
        message: `${usesVersion(resource)}, which is deprecated since v1.${lifecycle.deprecated}${end}${useInstead(lifecycle)}.`,
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

// Kinds with a check of their own.
const toldElsewhere: ReadonlySet<string> = new Set(['PodSecurityPolicy', 'Endpoints']);
