import { type Container, type PodTemplate, text } from '@bulwark/model';
import { escapeToken, isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { contextPointer, inSecurityContexts, problem, titleOf } from './security-context.ts';

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';

// Field and annotation count in every version: the field came without a policy version of its own.
export default defineCheck({
  id: 'pod-app-armor-profile',
  version: 1,
  title: 'AppArmor profile is switched off',
  severity: 'high',
  level: 'baseline',
  why: "Where the node has AppArmor, the runtime's default profile keeps a container from mounting, from writing to most of `/proc` and `/sys`, and from tracing other processes. `Unconfined` takes that away.",
  attack:
    'With a capability or a kernel bug at hand, an unconfined process mounts or writes what the default profile would have denied, and leaves the container.',
  remedy: 'Remove the field or annotation, or name `RuntimeDefault` or a `Localhost` profile made for the program.',
  accept: 'A program that the default profile breaks, until a `Localhost` profile for it is on every node.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tutorials/security/apparmor/',
  ],
  techniques: ['T1611', 'T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['annotations', 'securityContext.appArmorProfile'],
  find: (pod) => {
    const byField = inSecurityContexts(pod, findField);
    const byAnnotation = findAnnotations(pod);
    return byAnnotation.length === 0 ? byField : [...byField, ...byAnnotation];
  },
  repair: {
    kind: 'edit',
    summary: "remove the profile, so that the runtime's default applies",
    disruption: 'restart',
    // An explicit RuntimeDefault would keep the pod off nodes that have no AppArmor.
    edits: ({ pointer }) => [
      remove(pointer.endsWith('/appArmorProfile/type') ? pointer.slice(0, -'/type'.length) : pointer),
    ],
  },
});

function findField(context: JsonObject, pod: PodTemplate, container?: Container): readonly Problem[] {
  const profile = context['appArmorProfile'];
  if (!isObject(profile)) return none;
  const type = text(profile['type']) ?? '';
  if (type === 'RuntimeDefault' || type === 'Localhost') return none;
  return problem(
    contextPointer(pod, container, 'appArmorProfile/type'),
    profile['type'],
    `${titleOf(container)} sets the AppArmor profile "${type}": neither RuntimeDefault nor Localhost.`,
  );
}

function findAnnotations({ annotations, pointer }: PodTemplate): readonly Problem[] {
  let found: Problem[] | undefined;
  for (const key in annotations) {
    if (!key.startsWith(annotationPrefix)) continue;
    const value = text(annotations[key]);
    if (value === undefined || isAllowed(value)) continue;
    found ??= [];
    found.push({
      pointer: `${pointer}/metadata/annotations/${escapeToken(key)}`,
      value,
      message: `The annotation sets the AppArmor profile "${value}" for container "${key.slice(annotationPrefix.length)}": neither runtime/default nor localhost/....`,
    });
  }
  return found ?? none;
}

function isAllowed(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
}
