import type { Container } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';
import { addedCapabilities, baselineCapabilities, capabilityName } from './capabilities.ts';
import { inContainers, titleOf } from './security-context.ts';

export default defineCheck({
  id: 'pod-capabilities-baseline',
  version: 1,
  title: 'Container adds a capability beyond the default set',
  severity: 'high',
  level: 'baseline',
  why: "Each capability is a part of root's power over the node. Beyond the default set they allow mounting, tracing, loading kernel modules or forging packets.",
  attack:
    "With `SYS_ADMIN` code mounts the node's disk or leaves through cgroups, with `SYS_PTRACE` and the node's processes it takes them over, with `NET_RAW` it forges packets of its neighbours.",
  remedy: 'Remove the capability from `capabilities.add`, or move the part that needs it into an agent of the node.',
  accept: 'Network and storage agents that need one certain capability, each with a reason.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
  ],
  techniques: ['T1611', 'T1068'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.capabilities'],
  find: (pod) => inContainers(pod, findAdded),
  repair: {
    kind: 'edit',
    summary: 'remove the capability from add',
    disruption: 'restart',
    edits: ({ pointer, value }) => {
      const name = capabilityName(value);
      return [baselineCapabilities.has(name) ? set(pointer, name) : remove(pointer)];
    },
  },
});

function findAdded(container: Container): readonly Problem[] {
  return addedCapabilities(
    container,
    (name) => !baselineCapabilities.has(name),
    (name) =>
      baselineCapabilities.has(capabilityName(name))
        ? `${titleOf(container)} adds "${name}": Kubernetes spells it ${capabilityName(name)}, and takes any other spelling for a capability beyond the default set.`
        : `${titleOf(container)} adds the capability ${name}, which is beyond the default set.`,
  );
}
