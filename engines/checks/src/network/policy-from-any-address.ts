import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { anyAddressPeers } from './any-address-peers.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-policy-from-any-address',
  version: 1,
  title: 'NetworkPolicy lets in every IP address',
  severity: 'medium',
  why: 'The range of all addresses without an exception restricts nothing: whoever can route to the pod may connect.',
  attack:
    'An attacker on the internet or in another network reaches the pods as soon as a load balancer, node port or route leads there.',
  remedy: 'Give the ranges that need access, or take the others out with `except`.',
  accept: 'Pods that serve the internet, such as an ingress controller, on their public ports.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  techniques: ['T1190', 'T1133'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    anyAddressPeers(resource, 'ingress').map(({ pointer, cidr }) => ({
      pointer,
      value: cidr,
      message: `NetworkPolicy "${resource.name}" lets in every address (${valueText(cidr)}).`,
    })),
  repair: { kind: 'none', reason: 'Which address ranges need access is not known from the objects.' },
});
