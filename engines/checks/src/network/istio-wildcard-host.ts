import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonValue } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-istio-wildcard-host',
  version: 1,
  title: 'Istio publishes every host name',
  severity: 'low',
  why: 'A Gateway or VirtualService for the host "*" answers for every name that points at the ingress gateway, and takes in what VirtualServices of other teams leave.',
  attack: 'Traffic for hosts of other teams, or for names that nobody watches, reaches this application.',
  remedy: 'Name the hosts, in the Gateway with the namespace that may use them (shop/shop.example.com).',
  accept: 'A landing page for unknown hosts, or a cluster with one application.',
  references: ['https://istio.io/latest/docs/reference/config/networking/gateway/#Server'],
  techniques: ['T1190'],
  appliesTo: ['Gateway.networking.istio.io', 'VirtualService.networking.istio.io'],
  find: (resource: Resource) =>
    resource.ref.kind === 'Gateway' ? gatewayHosts(resource) : virtualServiceHosts(resource),
  repair: { kind: 'none', reason: 'Which hosts the application is meant for is not known from the objects.' },
});

function gatewayHosts(gateway: Resource): readonly Problem[] {
  return items(record(gateway.object['spec'])['servers']).flatMap((server, index) => {
    const { port, hosts } = record(server);
    // Servers of the mesh's own traffic between clusters have no hosts to tell apart.
    if (record(record(server)['tls'])['mode'] === 'AUTO_PASSTHROUGH') return [];
    return wildcards(hosts, `/spec/servers/${index}/hosts`).map(({ pointer, value }) => ({
      pointer,
      value,
      message: `Gateway "${gateway.name}" serves every host on port ${valueText(record(port)['number'])}.`,
    }));
  });
}

function virtualServiceHosts(service: Resource): readonly Problem[] {
  const spec = record(service.object['spec']);
  if (!items(spec['gateways']).some((name) => name !== 'mesh')) return none;
  return wildcards(spec['hosts'], '/spec/hosts').map(({ pointer, value }) => ({
    pointer,
    value,
    message: `VirtualService "${service.name}" answers for every host of its gateways.`,
  }));
}

function wildcards(
  hosts: JsonValue | undefined,
  at: string,
): readonly { readonly pointer: string; readonly value: string }[] {
  return items(hosts).flatMap((item, index) => {
    const value = text(item) ?? '';
    return value === '*' || value.endsWith('/*') ? [{ pointer: `${at}/${index}`, value }] : [];
  });
}
