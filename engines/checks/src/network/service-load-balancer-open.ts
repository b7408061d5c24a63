import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isAnyAddress } from './cidr.ts';
import { isInternalLoadBalancer, sourceRanges } from './service-exposure.ts';

export default defineCheck({
  id: 'network-service-load-balancer-open',
  version: 1,
  title: 'Load balancer is open to every address',
  severity: 'medium',
  why: "A load balancer without source ranges and without the cloud's internal setting gets a public address that anyone may connect to.",
  attack: 'Scanners find the address within minutes and attack whatever answers behind it.',
  remedy:
    'List the address ranges in spec.loadBalancerSourceRanges, or make the load balancer internal by the annotation of the cloud.',
  accept: 'The public entrance of a site, such as an ingress controller or gateway.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
    'https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer',
  ],
  techniques: ['T1190', 'T1133'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    if (record(resource.object['spec'])['type'] !== 'LoadBalancer' || isInternalLoadBalancer(resource)) return none;
    const ranges = sourceRanges(resource);
    const open = ranges.find(isAnyAddress);
    if (ranges.length > 0 && open === undefined) return none;
    return [
      {
        pointer: '/spec/loadBalancerSourceRanges',
        ...(open === undefined ? {} : { value: ranges }),
        message:
          open === undefined
            ? `Service "${resource.name}" has a load balancer that every address may use.`
            : `Service "${resource.name}" has a load balancer whose source ranges take in every address (${open}).`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which address ranges need access is not known from the objects.' },
});
