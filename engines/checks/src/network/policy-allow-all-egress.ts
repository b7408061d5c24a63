import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-allow-all-egress',
  version: 1,
  title: 'NetworkPolicy lets pods connect to everything',
  severity: 'medium',
  why: 'An egress rule without destinations and ports allows all connections. Policies only add up, so it also undoes every other egress policy of the selected pods.',
  attack: 'Code in a selected pod downloads tools, sends data to any host and reads the cloud metadata service.',
  remedy:
    'Name the destinations in `to` and the ports in `ports`: the cluster DNS, the services that the pods call, and the outside ranges they need.',
  accept: 'Pods whose destinations cannot be listed, such as a scraper of arbitrary targets.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-egress-traffic'],
  techniques: ['T1046', 'T1496'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    rulesOf(resource, 'egress')
      .filter((rule) => rule.peers === undefined && rule.ports === undefined)
      .map((rule) => ({
        pointer: rule.pointer,
        message: `NetworkPolicy "${resource.name}" has an egress rule without destinations and ports: the selected pods may connect to everything.`,
      })),
  repair: {
    kind: 'none',
    reason:
      'Without the rule the policy denies everything; which destinations are needed is not known from the objects.',
  },
});
