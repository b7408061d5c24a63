import { containerPointer, type PodTemplate, text } from '@bulwark/model';
import { pointer, tokensOf } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { profileOf } from './profile-of-annotation.ts';
import { templateOf } from './template-of.ts';

export default defineCheck({
  id: 'api-seccomp-annotation',
  version: 1,
  title: 'Seccomp profile is set by an annotation that has no effect',
  severity: 'medium',
  why: 'Kubernetes ignores the seccomp annotations since v1.27: containers run without the profile that the manifest seems to give them.',
  attack: 'Code in the container uses system calls that everyone believes forbidden, to attack the kernel of the node.',
  remedy: 'Set securityContext.seccompProfile of the pod or container.',
  references: [
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#seccomp-security-alpha-kubernetes-io-pod',
  ],
  techniques: ['T1611', 'T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['annotations'],
  find: (pod, resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    let found: Problem[] | undefined;
    for (const key of Object.keys(pod.annotations)) {
      if (key !== podKey && !key.startsWith(containerPrefix)) continue;
      const value = text(pod.annotations[key]);
      if (value === undefined || value === 'unconfined' || kubeMinor < deprecated) continue;
      // Older API servers wrote annotation and field into each other.
      if (placeOf(pod, key)?.isSet) continue;
      found ??= [];
      found.push({
        pointer: pointer(`${pod.pointer}/metadata/annotations`, key),
        value,
        message: `${resource.ref.kind} "${resource.name}" sets seccomp profile ${value} by annotation, ${kubeMinor < ignored ? 'deprecated since v1.19' : 'ignored since v1.27'}.`,
      });
    }
    return found ?? none;
  },
  repair: {
    kind: 'edit',
    summary: 'set the profile in the security context',
    disruption: 'restart',
    edits: (problem, resource) => {
      const pod = templateOf(resource, problem.pointer, '/metadata/annotations/');
      const at = pod && placeOf(pod, tokensOf(problem.pointer).at(-1) ?? '');
      if (pod === undefined || at === undefined) return 'the annotation names a container that the pod does not have';
      const profile = profileOf(text(problem.value));
      if (profile === undefined) return 'the annotation names no profile that Kubernetes knows';
      return [set(at.pointer, profile), remove(problem.pointer)];
    },
  },
});

const podKey = 'seccomp.security.alpha.kubernetes.io/pod';
const containerPrefix = 'container.seccomp.security.alpha.kubernetes.io/';
const deprecated = 19;
const ignored = 27;

/** Where the profile belongs that an annotation names, and whether one is there already. */
function placeOf(pod: PodTemplate, key: string): { readonly pointer: string; readonly isSet: boolean } | undefined {
  if (key === podKey) {
    const context = pod.spec['securityContext'];
    const isSet = typeof context === 'object' && context !== null && 'seccompProfile' in context;
    return { pointer: `${pod.specPointer}/securityContext/seccompProfile`, isSet };
  }
  const container = pod.containers.find(({ name }) => name === key.slice(containerPrefix.length));
  if (container === undefined) return undefined;
  return {
    pointer: containerPointer(container, '/securityContext/seccompProfile'),
    isSet: container.securityContext['seccompProfile'] !== undefined,
  };
}
