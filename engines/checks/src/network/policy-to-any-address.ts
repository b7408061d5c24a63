import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { anyAddressPeers } from './any-address-peers.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-policy-to-any-address',
  version: 1,
  title: 'NetworkPolicy lets pods connect to every IP address',
  severity: 'low',
  why: "The range of all addresses without an exception takes in the cluster itself, the company's networks and the cloud metadata service.",
  attack:
    'Code in a selected pod sends data to any host and reads the credentials of the node from the metadata service.',
  remedy: 'Give the ranges that are needed, or at least take out link-local and private ranges with `except`.',
  accept:
    'Pods that call hosts whose addresses are not known beforehand, with link-local and private ranges taken out elsewhere.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  techniques: ['T1496', 'T1552'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    anyAddressPeers(resource, 'egress').map(({ pointer, cidr }) => ({
      pointer,
      value: cidr,
      message: `NetworkPolicy "${resource.name}" lets pods connect to every address (${valueText(cidr)}), link-local and private ones included.`,
    })),
  repair: { kind: 'none', reason: 'Which address ranges are needed is not known from the objects.' },
});
