import { type Resource, record, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'api-load-balancer-ip',
  version: 1,
  title: 'Service asks for its address by a deprecated field',
  severity: 'info',
  why: 'spec.loadBalancerIP is deprecated since v1.24: clouds read it differently or not at all, and it holds no IPv6 beside IPv4.',
  attack: 'None by itself: firewall rules for the address do not hold if the load balancer gets another one.',
  remedy: "Use the annotation of the load balancer's implementation.",
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  techniques: ['T1499'],
  appliesTo: ['Service'],
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const address = text(record(resource.object['spec'])['loadBalancerIP']);
    if (!address || kubeMinor < deprecated) return none;
    const message = `Service "${resource.name}" asks for address ${address} by loadBalancerIP, deprecated since v1.24.`;
    return [{ pointer: '/spec/loadBalancerIP', value: address, message }];
  },
  repair: { kind: 'none', reason: 'Which annotation takes its place depends on the load balancer of the cluster.' },
});

const deprecated = 24;
