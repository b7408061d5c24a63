import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { isDnsOnly } from './dns-rule.ts';
import { rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-any-destination',
  version: 1,
  title: 'NetworkPolicy allows ports of every destination',
  severity: 'low',
  why: 'An egress rule that lists ports but no destinations lets the pods connect to these ports of every host, in the cluster and on the internet.',
  attack: 'Code in a selected pod sends data out, or fetches its tools, over a port that is open to every host.',
  remedy: 'Name in `to` what the pods need to reach: pods, namespaces or address ranges.',
  accept: 'Pods that call hosts whose addresses are not known beforehand.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  techniques: ['T1046', 'T1496'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    rulesOf(resource, 'egress')
      .filter((rule) => rule.peers === undefined && rule.ports !== undefined && !isDnsOnly(rule))
      .map((rule) => ({
        pointer: `${rule.pointer}/to`,
        message: `NetworkPolicy "${resource.name}" lets pods connect to these ports of every host, since the rule names no destination in \`to\`.`,
      })),
  repair: { kind: 'none', reason: 'Which destinations are needed is not known from the objects.' },
});
