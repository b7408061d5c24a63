import { items, type Resource, record } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { attachmentsOf, listenersOf } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-route-cleartext',
  version: 1,
  title: 'Route of a Gateway with TLS is served over plain HTTP as well',
  severity: 'medium',
  why: 'A route that attaches to the HTTP listener without a redirect answers in the clear, though the Gateway offers HTTPS.',
  attack: 'Whoever sits on the way keeps the client on HTTP and reads sessions and passwords.',
  remedy:
    'Attach the route to the HTTPS listener by sectionName, and let a route on the HTTP listener redirect to HTTPS.',
  references: ['https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/#http-to-https-redirects'],
  techniques: ['T1552'],
  appliesTo: ['HTTPRoute.gateway.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    if (redirectsOnly(resource)) return none;
    return attachmentsOf(resource, lookup)
      .filter(({ listener, gateway }) => listener.protocol === 'HTTP' && offersHttps(gateway))
      .map(({ pointer, listener, gateway }) => ({
        pointer,
        message: `HTTPRoute "${resource.name}" is served in the clear by listener "${listener.name}" of Gateway "${gateway.name}", which offers HTTPS too.`,
        context: [{ pointer: listener.pointer, resource: gateway.ref }],
      }));
  },
  repair: {
    kind: 'none',
    reason:
      'Which HTTPS listener has the certificate for its hosts has to be chosen, and the redirect is a route of its own.',
  },
});

function offersHttps(gateway: Resource): boolean {
  return listenersOf(gateway).some((listener) => listener.protocol === 'HTTPS');
}

function redirectsOnly(route: Resource): boolean {
  const rules = items(record(route.object['spec'])['rules']);
  return (
    rules.length > 0 &&
    rules.every((rule) => items(record(rule)['filters']).some((filter) => redirects(record(filter)['requestRedirect'])))
  );
}

function redirects(value: JsonValue | undefined): boolean {
  return record(value)['scheme'] === 'https';
}
