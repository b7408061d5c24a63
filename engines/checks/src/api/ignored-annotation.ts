import type { Resource } from '@bulwark/model';
import { type JsonObject, pointer } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'api-ignored-annotation',
  version: 1,
  title: 'Annotation is deprecated or ignored',
  severity: 'low',
  why: 'Early versions of Kubernetes took settings as annotations; where they are ignored now the manifest promises something, such as isolation, that does not happen.',
  attack: 'A protection that reviewers read in the manifest is not there.',
  remedy: 'Use the field that took its place and remove the annotation.',
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  techniques: ['T1562.001'],
  appliesTo: 'any',
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    let found = told(resource.annotations, '', { resource, kubeMinor });
    for (const template of resource.templates) {
      if (template.pointer === '') continue;
      const more = told(template.annotations, template.pointer, { resource, kubeMinor });
      if (more.length > 0) found = [...found, ...more];
    }
    return found;
  },
  repair: {
    kind: 'edit',
    summary: 'remove the annotation',
    disruption: 'none',
    edits: (problem) => {
      const key = problem.pointer.slice(problem.pointer.lastIndexOf('/') + 1).replaceAll('~1', '/');
      return former.get(key)?.isIgnored
        ? [remove(problem.pointer)]
        : 'it still has an effect, which the field has to take over first';
    },
  },
});

interface FormerAnnotation {
  readonly since: number;
  readonly isIgnored: boolean;
  readonly instead: string;
}

const former: ReadonlyMap<string, FormerAnnotation> = new Map([
  ['net.beta.kubernetes.io/network-policy', { since: 8, isIgnored: true, instead: 'a NetworkPolicy' }],
  ['net.alpha.kubernetes.io/network-isolation', { since: 8, isIgnored: true, instead: 'a NetworkPolicy' }],
  ['security.alpha.kubernetes.io/sysctls', { since: 11, isIgnored: true, instead: 'securityContext.sysctls' }],
  ['security.alpha.kubernetes.io/unsafe-sysctls', { since: 11, isIgnored: true, instead: 'securityContext.sysctls' }],
  ['scheduler.alpha.kubernetes.io/critical-pod', { since: 16, isIgnored: true, instead: 'priorityClassName' }],
  ['scheduler.alpha.kubernetes.io/affinity', { since: 8, isIgnored: true, instead: 'spec.affinity' }],
  ['scheduler.alpha.kubernetes.io/tolerations', { since: 8, isIgnored: true, instead: 'spec.tolerations' }],
  ['pod.alpha.kubernetes.io/init-containers', { since: 8, isIgnored: true, instead: 'spec.initContainers' }],
  ['pod.beta.kubernetes.io/init-containers', { since: 8, isIgnored: true, instead: 'spec.initContainers' }],
  ['service.beta.kubernetes.io/external-traffic', { since: 10, isIgnored: true, instead: 'externalTrafficPolicy' }],
  [
    'kubectl.kubernetes.io/default-logs-container',
    { since: 21, isIgnored: false, instead: 'kubectl.kubernetes.io/default-container' },
  ],
  ['service.kubernetes.io/topology-aware-hints', { since: 27, isIgnored: false, instead: 'spec.trafficDistribution' }],
  [
    'storageclass.beta.kubernetes.io/is-default-class',
    { since: 6, isIgnored: false, instead: 'storageclass.kubernetes.io/is-default-class' },
  ],
  ['kubernetes.io/enforce-mountable-secrets', { since: 32, isIgnored: false, instead: 'separate namespaces' }],
]);

function told(
  annotations: JsonObject,
  at: string,
  { resource, kubeMinor }: { readonly resource: Resource; readonly kubeMinor: number },
): readonly Problem[] {
  let found: Problem[] | undefined;
  for (const key of Object.keys(annotations)) {
    const was = former.get(key);
    if (was === undefined || kubeMinor < was.since) continue;
    found ??= [];
    found.push({
      pointer: pointer(`${at}/metadata/annotations`, key),
      message: `${resource.ref.kind} "${resource.name}" has the annotation ${key}, ${was.isIgnored ? 'ignored' : 'deprecated'} since v1.${was.since}; use ${was.instead}.`,
    });
  }
  return found ?? none;
}
