import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

const effects = {
  hostNetwork: "reaches every service that listens on the node's loopback and sees the node's traffic",
  hostPID: 'sees every process of the node, with its environment and open files',
  hostIPC: "reads and writes the shared memory of the node's processes",
} as const;

const fields = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

export default defineCheck({
  id: 'pod-host-namespaces',
  version: 1,
  title: 'Pod shares a namespace of its node',
  severity: 'high',
  level: 'baseline',
  why: "Sharing the node's network, process or IPC namespace takes away the wall between the pod and its node, and with it NetworkPolicies or the isolation of processes.",
  attack:
    "With `hostPID` code reads tokens from `/proc/<pid>/root` of other pods or signals the kubelet; with `hostNetwork` it reaches the kubelet and the cloud's metadata service as the node and no NetworkPolicy applies; with `hostIPC` it reads what other processes share.",
  remedy:
    'Remove `hostNetwork`, `hostPID` and `hostIPC`; publish ports through a Service and share processes within the pod by `shareProcessNamespace`.',
  accept:
    'Node agents that work on the node itself (CNI, kube-proxy, node metrics), in a namespace that only cluster administrators may write to.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['hostNetwork', 'hostPID', 'hostIPC'],
  find: ({ spec, specPointer }) =>
    spec['hostNetwork'] === true || spec['hostPID'] === true || spec['hostIPC'] === true
      ? fields
          .filter((field) => spec[field] === true)
          .map((field) => ({
            pointer: `${specPointer}/${field}`,
            value: true,
            message: `The pod sets ${field}: it ${effects[field]}.`,
          }))
      : none,
  repair: {
    kind: 'edit',
    summary: 'set the field to false, so that the pod gets a namespace of its own',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, false)],
  },
});
