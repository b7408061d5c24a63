import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { adminInterface, adminInterfaceNamed } from './admin-interfaces.ts';
import { backendsOf, nginxAnnotation } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-admin-interface',
  version: 1,
  title: 'Ingress publishes an administrative interface',
  severity: 'medium',
  why: 'Dashboards, pipelines, monitoring and the Kubernetes API show or control the whole cluster; behind an Ingress only their own login stands in between.',
  attack:
    'An attacker finds the interface by its page, tries default passwords and known flaws, and acts with its rights.',
  remedy:
    'Put single sign-on or client certificates in front (auth-url, auth-tls-secret), allow few networks only, or reach it by `kubectl port-forward`.',
  accept: "An interface with single sign-on of its own, on a controller that only the company's network reaches.",
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  techniques: ['T1133', 'T1190'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const backends = backendsOf(resource);
    const shown = new Set<string>();
    return backends.flatMap(({ service, pointer }) => {
      const known = lookup.get('Service', resource.namespace, service);
      const what = known ? adminInterface(known) : adminInterfaceNamed(service, resource.namespace);
      if (what === undefined || shown.has(service) || isGuarded(resource)) return [];
      shown.add(service);
      return [
        {
          pointer,
          value: service,
          message: `Ingress "${resource.name}" publishes ${what} (Service "${service}") without authentication of its own.`,
        },
      ];
    });
  },
  repair: { kind: 'none', reason: 'Who uses the interface, and how they log in, is not known from the objects.' },
});

const guards = [
  'auth-url',
  'auth-type',
  'auth-tls-secret',
  'whitelist-source-range',
  'allowlist-source-range',
] as const;

/** Whether the controller asks for a login or a network before it forwards. */
function isGuarded(ingress: Resource): boolean {
  return guards.some((name) => nginxAnnotation(ingress, name) !== undefined);
}
