import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { adminInterface } from './admin-interfaces.ts';
import { exposureOf, isOpenToEveryone } from './service-exposure.ts';

export default defineCheck({
  id: 'network-service-admin-interface',
  version: 1,
  title: 'Service publishes an administrative interface',
  severity: 'high',
  why: 'Dashboards, pipelines and monitoring show or control the whole cluster; outside of it only their login stands in between, and some have none.',
  attack:
    'An attacker finds the interface by its page, tries default passwords and known flaws, and acts with its rights.',
  remedy:
    'Make the Service ClusterIP and reach it through an Ingress with single sign-on, a VPN or `kubectl port-forward`.',
  accept: 'An interface in a private network with single sign-on in front.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  techniques: ['T1133', 'T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    if (!isOpenToEveryone(resource)) return none;
    const what = adminInterface(resource);
    if (what === undefined) return none;
    const exposure = exposureOf(resource);
    const pointer = exposure === 'externalIPs' ? '/spec/externalIPs' : '/spec/type';
    return [
      {
        pointer,
        ...(exposure && exposure !== 'externalIPs' ? { value: exposure } : {}),
        message: `Service "${resource.name}" publishes ${what} outside of the cluster.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'Who uses the interface from outside, and by which other way they can, is not known from the objects.',
  },
});
