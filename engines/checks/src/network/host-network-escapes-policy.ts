import { defineCheck, none } from '../define-check.ts';
import { cited } from './namespace-isolation.ts';
import { policiesSelecting } from './policy-selection.ts';

export default defineCheck({
  id: 'network-host-network-escapes-policy',
  version: 1,
  title: 'NetworkPolicy selects pods on the network of their node, where it has no effect',
  severity: 'medium',
  why: 'Pods with hostNetwork use the addresses of their node; network plugins do not enforce NetworkPolicies on them.',
  attack: 'Code in the pod connects everywhere and listens on the node, whatever the policy says.',
  remedy:
    "Take the pod off the node's network, or protect the port with a host firewall or the host policies of the network plugin.",
  accept: "Node agents that need the node's network, with the ports restricted by other means.",
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
  ],
  techniques: ['T1562.001'],
  appliesTo: 'workload',
  onlyWith: ['hostNetwork'],
  find: (pod, resource, { lookup }) => {
    if (pod.spec['hostNetwork'] !== true) return none;
    // A policy for all pods of the namespace was not written for these.
    const meant = policiesSelecting(lookup, resource.namespace, pod.labels).filter((policy) => !policy.selectsAll);
    if (meant.length === 0) return none;
    const names = meant.map((policy) => `"${policy.resource.name}"`).join(', ');
    return [
      {
        pointer: `${pod.specPointer}/hostNetwork`,
        value: true,
        message: `NetworkPolicy ${names} selects ${resource.ref.kind} "${resource.name}", but has no effect on pods that use the network of their node.`,
        context: cited(meant.map((policy) => policy.resource)),
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Whether the pod works without the network of its node is not known from the objects.',
  },
});
