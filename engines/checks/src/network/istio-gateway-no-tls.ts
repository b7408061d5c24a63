import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-istio-gateway-no-tls',
  version: 1,
  title: 'Istio Gateway serves plain HTTP',
  severity: 'medium',
  why: 'A server of protocol HTTP without httpsRedirect answers in the clear at the edge of the mesh.',
  attack: 'Whoever sits on the way, in the same network or at a provider, reads sessions and changes answers.',
  remedy: 'Add a server of protocol HTTPS with a certificate, and set tls.httpsRedirect on the HTTP server.',
  accept: 'A gateway inside of the cluster, or behind a load balancer that ends TLS itself.',
  references: ['https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings'],
  techniques: ['T1552'],
  appliesTo: ['Gateway.networking.istio.io'],
  find: (resource: Resource) => {
    const servers = items(record(resource.object['spec'])['servers']).map(record);
    if (servers.length === 0) return none;
    return servers.flatMap((server, index) => {
      const port = record(server['port']);
      const protocol = text(port['protocol'])?.toUpperCase() ?? '';
      if (!plain.has(protocol) || record(server['tls'])['httpsRedirect'] === true) return [];
      return [
        {
          pointer: `/spec/servers/${index}/tls/httpsRedirect`,
          message: `Gateway "${resource.name}" serves ${protocol} on port ${valueText(port['number'])} in the clear and does not redirect to HTTPS.`,
        },
      ];
    });
  },
  repair: {
    kind: 'edit',
    summary: 'redirect to HTTPS',
    disruption: 'traffic',
    edits: (problem, resource) =>
      items(record(resource.object['spec'])['servers']).some((server) => offersHttps(server))
        ? [set(problem.pointer, true)]
        : 'the Gateway has no HTTPS server to redirect to, and its certificate is not known from the objects',
  },
});

const plain: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC', 'HTTP_PROXY', 'GRPC-WEB']);

function offersHttps(server: JsonValue | undefined): boolean {
  return record(record(server)['port'])['protocol'] === 'HTTPS';
}
