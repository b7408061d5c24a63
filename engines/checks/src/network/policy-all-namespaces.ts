import { type Resource, record, selectsEverything } from '@bulwark/model';
import { isObject, type JsonValue } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { isDnsOnly } from './dns-rule.ts';
import { type Direction, type PolicyRule, rulesOf } from './policy-selection.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-policy-all-namespaces',
  version: 1,
  title: 'NetworkPolicy names the pods of all namespaces',
  severity: 'medium',
  why: 'An empty namespaceSelector without a podSelector is every pod of the cluster: what belongs to another team, and what an attacker runs, is among them.',
  attack: 'A pod in the least protected namespace connects to the selected pods, or is reached by them.',
  remedy: 'Select the namespaces by label, for example by kubernetes.io/metadata.name, and the pods in them.',
  accept: 'Services for the whole cluster, such as DNS or metrics.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
  ],
  techniques: ['T1046'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) => [...openPeers(resource, 'ingress'), ...openPeers(resource, 'egress')],
  repair: { kind: 'none', reason: 'Which namespaces were meant is not known from the objects.' },
});

function openPeers(policy: Resource, direction: Direction): readonly Problem[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  return rulesOf(policy, direction).flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, index) =>
      isEveryPod(peer) && !(direction === 'egress' && isDnsOnly(rule))
        ? [
            {
              pointer: `${rule.pointer}/${key}/${index}/namespaceSelector`,
              message: `NetworkPolicy "${policy.name}" ${direction === 'ingress' ? 'lets in the pods' : 'lets pods connect to the pods'} of every namespace ${onPorts(rule)}.`,
            },
          ]
        : [],
    ),
  );
}

function isEveryPod(value: JsonValue): boolean {
  const peer = record(value);
  if (!selectsEverything(peer['namespaceSelector'])) return false;
  return !isObject(peer['podSelector']) || selectsEverything(peer['podSelector']);
}

function onPorts({ ports }: PolicyRule): string {
  if (ports === undefined) return 'on every port';
  return `on ${ports.length === 1 ? 'port' : 'ports'} ${ports.map((entry) => portText(record(entry)['port'])).join(', ')}`;
}

/** An entry without a port is for all ports of its protocol. */
function portText(port: JsonValue | undefined): string {
  return port === undefined ? 'any' : valueText(port);
}
