import { containerPointer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'pod-privileged',
  version: 1,
  title: 'Container runs privileged',
  severity: 'high',
  level: 'baseline',
  why: 'A privileged container has every capability and every device of its node: it is root on the node.',
  attack:
    "Code in the container mounts the node's disk or loads a kernel module, reads the tokens of all pods on the node and moves on as them.",
  remedy: 'Remove `privileged: true` and grant the single capability or device that is needed.',
  accept:
    'Node agents (CNI, CSI, device plugins) in a namespace of their own that only cluster administrators may write to.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.privileged'],
  find: (pod) =>
    pod.containers
      .filter((container) => container.securityContext['privileged'] === true)
      .map((container) => ({
        pointer: containerPointer(container, '/securityContext/privileged'),
        value: true,
        message: `Container "${container.name}" runs privileged: it is root on its node.`,
      })),
  repair: {
    kind: 'edit',
    summary: 'set privileged to false',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, false)],
  },
});
