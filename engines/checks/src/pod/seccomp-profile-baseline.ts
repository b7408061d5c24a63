import { type Container, own, type PodTemplate, text } from '@bulwark/model';
import { escapeToken, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';
import {
  confines,
  containerAnnotation,
  podAnnotation,
  seccompFieldVersion,
  seccompType,
  withoutAnnotation,
} from './seccomp-profile.ts';
import { contextPointer, inContainers, inSecurityContexts, problem, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-seccomp-profile-baseline',
  version: 1,
  title: 'Seccomp is switched off',
  severity: 'high',
  level: 'baseline',
  why: "The runtime's default seccomp profile keeps a container from some 50 system calls that programs do not need and attacks on the kernel do. `Unconfined` gives them back.",
  attack:
    'Code in the container calls what the default profile would deny (`unshare`, `mount`, `bpf`, `keyctl`) to exploit the kernel and leave the container.',
  remedy: 'Set `seccompProfile.type` to `RuntimeDefault`, or to `Localhost` with a profile made for the program.',
  accept: 'A debugger or a build that needs a denied call, until a `Localhost` profile for it is on every node.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
  ],
  techniques: ['T1611', 'T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['annotations', 'securityContext.seccompProfile'],
  find: (pod, _resource, { kubeMinor }) =>
    kubeMinor < seccompFieldVersion ? findAnnotations(pod) : inSecurityContexts(pod, findField),
  repair: {
    kind: 'edit',
    summary: "set the seccomp profile to the runtime's default",
    disruption: 'restart',
    edits: ({ pointer }, resource) =>
      pointer.endsWith('/type')
        ? withoutAnnotation(set(pointer, 'RuntimeDefault'), resource)
        : [set(pointer, 'runtime/default')],
  },
});

function findField(context: JsonObject, pod: PodTemplate, container?: Container): readonly Problem[] {
  const type = seccompType(context);
  if (type === undefined || confines(type)) return none;
  return problem(
    contextPointer(pod, container, 'seccompProfile/type'),
    type === '' ? undefined : type,
    `${titleOf(container)} sets the seccomp profile "${type}": neither RuntimeDefault nor Localhost.`,
  );
}

function findAnnotations(pod: PodTemplate): readonly Problem[] {
  const ofPod = findAnnotation(pod, podAnnotation);
  const ofContainers = inContainers(pod, ({ name }) => findAnnotation(pod, `${containerAnnotation}${name}`));
  return ofPod.length === 0 ? ofContainers : [...ofPod, ...ofContainers];
}

function findAnnotation({ annotations, pointer }: PodTemplate, key: string): readonly Problem[] {
  const found = own(annotations, key);
  // The API server reads null as an empty string here.
  const value = found === null ? '' : text(found);
  if (value === undefined || isAllowed(value)) return none;
  return problem(
    `${pointer}/metadata/annotations/${escapeToken(key)}`,
    value,
    `The annotation ${key} sets the seccomp profile "${value}": neither runtime/default nor localhost/....`,
  );
}

function isAllowed(profile: string): boolean {
  return profile === 'runtime/default' || profile === 'docker/default' || profile.startsWith('localhost/');
}
