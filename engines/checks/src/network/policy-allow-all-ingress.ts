import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-allow-all-ingress',
  version: 1,
  title: 'NetworkPolicy lets everyone in on every port',
  severity: 'medium',
  why: 'A rule without sources and ports allows all connections. Policies only add up, so it also undoes every other policy of the selected pods.',
  attack:
    'The pods look protected because policies select them, yet a compromised pod anywhere in the cluster reaches each of their ports.',
  remedy: 'Name the sources in `from` and the ports in `ports`, or delete the policy if the pods are meant to be open.',
  accept: 'Pods that serve everyone, when another control stands in front of them.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic'],
  techniques: ['T1046'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    rulesOf(resource, 'ingress')
      .filter((rule) => rule.peers === undefined && rule.ports === undefined)
      .map((rule) => ({
        pointer: rule.pointer,
        message: `NetworkPolicy "${resource.name}" has an ingress rule without sources and ports: everyone may connect to the selected pods on every port.`,
      })),
  repair: {
    kind: 'none',
    reason: 'Without the rule the policy denies everything; which sources need access is not known from the objects.',
  },
});
