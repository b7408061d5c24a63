import { type Container, type PodTemplate, text } from '@bulwark/model';
import { isObject, type JsonObject } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { type ContextFinder, contextPointer, inSecurityContexts, problem, titleOf } from './security-context.ts';

const types: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t']);
const typesSince31: ReadonlySet<string> = new Set([...types, 'container_engine_t']);

export default defineCheck({
  id: 'pod-se-linux-options',
  version: 1,
  title: 'SELinux type, user or role of its own choice',
  severity: 'high',
  level: 'baseline',
  why: "On nodes with SELinux the type decides what a process may touch. A type other than those made for containers, or a user or role of one's own, can lift the confinement as a whole.",
  attack:
    'A container with a type such as `spc_t` or `unconfined_t` reads and writes files of the node and of other containers that SELinux would have denied.',
  remedy:
    'Remove `type`, `user` and `role`, or use `container_t`, `container_init_t`, `container_kvm_t` or (since v1.31) `container_engine_t`; `level` may be set.',
  accept: "A program with an SELinux policy of its own that the nodes' administrators have written for it.",
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container',
  ],
  techniques: ['T1611', 'T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.seLinuxOptions'],
  find: (pod, _resource, { kubeMinor }) => inSecurityContexts(pod, kubeMinor < 31 ? findBefore31 : findSince31),
  repair: {
    kind: 'edit',
    summary: 'remove the option, so that the runtime chooses the label',
    disruption: 'restart',
    edits: ({ pointer }) => [remove(pointer)],
  },
});

const findBefore31: ContextFinder = (context, pod, container) => findOptions(types, { context, pod, container });
const findSince31: ContextFinder = (context, pod, container) => findOptions(typesSince31, { context, pod, container });

interface Place {
  readonly context: JsonObject;
  readonly pod: PodTemplate;
  readonly container: Container | undefined;
}

function findOptions(allowed: ReadonlySet<string>, { context, pod, container }: Place): readonly Problem[] {
  const options = context['seLinuxOptions'];
  if (!isObject(options)) return none;
  return ['type', 'user', 'role'].flatMap((option): readonly Problem[] => {
    const value = text(options[option]) ?? '';
    if (value === '' || (option === 'type' && allowed.has(value))) return none;
    const consequence = option === 'type' ? 'which is not a type for containers' : 'which no pod may choose';
    return problem(
      contextPointer(pod, container, `seLinuxOptions/${option}`),
      value,
      `${titleOf(container)} sets the SELinux ${option} "${value}", ${consequence}.`,
    );
  });
}
