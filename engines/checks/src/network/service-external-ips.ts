import { type Resource, record } from '@bulwark/model';
import { isList } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'network-service-external-ips',
  version: 1,
  title: 'Service takes over external IP addresses',
  severity: 'medium',
  why: 'Nodes send to the Service whatever is meant for these addresses, also if they belong to somebody else (CVE-2020-8554). The field is deprecated since v1.36.',
  attack:
    'Whoever may write Services takes over an address that other pods use, such as that of a DNS server or an API, and reads or answers their traffic.',
  remedy:
    'Use a load balancer, Ingress or Gateway, and forbid externalIPs by the admission plugin DenyServiceExternalIPs.',
  accept:
    'Bare-metal clusters where only administrators write Services and the addresses are routed to the nodes on purpose.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
    'https://github.com/kubernetes/enhancements/issues/5707',
  ],
  techniques: ['T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    const addresses = record(resource.object['spec'])['externalIPs'];
    if (!isList(addresses) || addresses.length === 0) return none;
    return [
      {
        pointer: '/spec/externalIPs',
        value: addresses,
        message: `Service "${resource.name}" takes over traffic for ${addresses.map(String).join(', ')}.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove externalIPs',
    disruption: 'traffic',
    edits: (problem) => [remove(problem.pointer)],
  },
});
