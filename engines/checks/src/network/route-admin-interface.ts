import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { adminInterface, adminInterfaceNamed } from './admin-interfaces.ts';
import { routeBackends } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-route-admin-interface',
  version: 1,
  title: 'Route publishes an administrative interface',
  severity: 'medium',
  why: 'Dashboards, pipelines, monitoring and the Kubernetes API show or control the whole cluster; behind a Gateway only their own login stands in between.',
  attack:
    'An attacker finds the interface by its page, tries default passwords and known flaws, and acts with its rights.',
  remedy: "Attach the route to a Gateway that only the company's network reaches, with single sign-on in front.",
  accept: 'An interface with single sign-on of its own behind an internal Gateway.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  techniques: ['T1133', 'T1190'],
  appliesTo: [
    'HTTPRoute.gateway.networking.k8s.io',
    'GRPCRoute.gateway.networking.k8s.io',
    'TLSRoute.gateway.networking.k8s.io',
  ],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    const shown = new Set<string>();
    return routeBackends(resource).flatMap(({ pointer, kind, namespace, name }) => {
      if (kind !== 'Service' || shown.has(name)) return [];
      const known = lookup.get('Service', namespace, name);
      const what = known ? adminInterface(known) : adminInterfaceNamed(name, namespace);
      if (what === undefined) return [];
      shown.add(name);
      return [
        {
          pointer: `${pointer}/name`,
          value: name,
          message: `${resource.ref.kind} "${resource.name}" publishes ${what} (Service "${name}").`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'Who uses the interface, and how they log in, is not known from the objects.' },
});
