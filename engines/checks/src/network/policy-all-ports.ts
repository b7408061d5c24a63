import { type Resource, record, selectsEverything } from '@bulwark/model';
import { isObject, type JsonValue } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { isAnyAddress } from './cidr.ts';
import { type Direction, rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-all-ports',
  version: 1,
  title: 'NetworkPolicy opens every port to outside peers',
  severity: 'low',
  why: 'A rule that names peers of other namespaces or networks but no ports opens metrics, debug and administrative ports beside the one that is needed.',
  attack: 'A compromised peer attacks the ports of the pod that were never meant for it.',
  remedy: 'List in `ports` the ports that the peers need.',
  accept: 'Peers that need each port, such as a service mesh gateway.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  techniques: ['T1046'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) => [...withoutPorts(resource, 'ingress'), ...withoutPorts(resource, 'egress')],
  repair: { kind: 'none', reason: 'Which ports the peers need is not known from the objects.' },
});

function withoutPorts(policy: Resource, direction: Direction): readonly Problem[] {
  return rulesOf(policy, direction)
    .filter((rule) => rule.ports === undefined && rule.peers?.some(isOutside))
    .map((rule) => ({
      pointer: `${rule.pointer}/ports`,
      message: `NetworkPolicy "${policy.name}" has an ${direction} rule for peers outside of its namespace that names no ports: every port is open.`,
    }));
}

/** Within one namespace rules without ports are the usual way of trusting each other. */
function isOutside(value: JsonValue): boolean {
  const peer = record(value);
  // All namespaces and all addresses are findings of their own.
  if (isObject(peer['ipBlock'])) return !isAnyAddress(peer['ipBlock']['cidr']);
  return isObject(peer['namespaceSelector']) && !selectsEverything(peer['namespaceSelector']);
}
