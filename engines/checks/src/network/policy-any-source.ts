import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { rulesOf } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-any-source',
  version: 1,
  title: 'NetworkPolicy opens ports to every source',
  severity: 'low',
  why: 'A rule that lists ports but no sources lets every pod of the cluster, and whoever reaches the cluster network, connect to these ports.',
  attack: 'An attacker in any pod connects to the open port and attacks the service behind it.',
  remedy: 'Name in `from` who needs the port: pods of the namespace, other namespaces by label, or address ranges.',
  accept: 'A port that is meant for everyone, such as the public port of a web front end.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  techniques: ['T1046'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) =>
    rulesOf(resource, 'ingress')
      .filter((rule) => rule.peers === undefined && rule.ports !== undefined)
      .map((rule) => ({
        pointer: `${rule.pointer}/from`,
        message: `NetworkPolicy "${resource.name}" opens ports to every source, since the rule names none in \`from\`.`,
      })),
  repair: { kind: 'none', reason: 'Which sources need the ports is not known from the objects.' },
});
