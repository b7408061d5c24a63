import { containerPointer, text } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { profileOf } from './profile-of-annotation.ts';
import { templateOf } from './template-of.ts';

export default defineCheck({
  id: 'api-apparmor-annotation',
  version: 1,
  title: 'AppArmor profile is set by a deprecated annotation',
  severity: 'low',
  why: 'The AppArmor annotations are deprecated since v1.30 in favour of securityContext.appArmorProfile; once they are ignored the container runs with another profile.',
  attack: 'After an upgrade the container may do what its profile forbade.',
  remedy: 'Set securityContext.appArmorProfile of the container.',
  references: ['https://kubernetes.io/docs/tutorials/security/apparmor/'],
  techniques: ['T1611', 'T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['annotations'],
  find: (pod, resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    let found: Problem[] | undefined;
    for (const key of Object.keys(pod.annotations)) {
      if (!key.startsWith(prefix)) continue;
      const value = text(pod.annotations[key]);
      const name = key.slice(prefix.length);
      const container = pod.containers.find((item) => item.name === name);
      // The API server writes annotation and field into each other.
      const isSet = container?.securityContext['appArmorProfile'] !== undefined;
      if (value === undefined || kubeMinor < deprecated || isSet) continue;
      found ??= [];
      found.push({
        pointer: pointer(`${pod.pointer}/metadata/annotations`, key),
        value,
        message: `${resource.ref.kind} "${resource.name}" sets AppArmor profile ${value} of container "${name}" by annotation, deprecated since v1.30.`,
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
      const container = pod?.containers.find(({ name }) => problem.pointer.endsWith(`~1${name}`));
      if (container === undefined) return 'the annotation names a container that the pod does not have';
      const profile = profileOf(text(problem.value));
      if (profile === undefined) return 'the annotation names no profile that Kubernetes knows';
      return [set(containerPointer(container, '/securityContext/appArmorProfile'), profile), remove(problem.pointer)];
    },
  },
});

const prefix = 'container.apparmor.security.beta.kubernetes.io/';
const deprecated = 30;
