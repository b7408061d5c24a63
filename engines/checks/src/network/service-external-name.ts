import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { parseAddress } from './cidr.ts';
import { isMetadataHost } from './metadata-addresses.ts';

export default defineCheck({
  id: 'network-service-external-name',
  version: 1,
  title: 'ExternalName leads to the metadata service, the node or the inside of the cluster',
  severity: 'high',
  why: 'Ingress controllers, gateways and clients follow the name: a Service of one namespace becomes a door to the metadata service, the proxy’s own host or a Service of another namespace.',
  attack:
    'Whoever may write Services and Ingresses publishes an internal service to the outside, around the NetworkPolicies of its namespace.',
  remedy: 'Point the Service at the outside host it stands for; reach Services of other namespaces by their own names.',
  accept: 'An alias for a Service of another namespace that both teams have agreed on.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#externalname'],
  techniques: ['T1552', 'T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    if (spec['type'] !== 'ExternalName') return none;
    const name = text(spec['externalName']) ?? '';
    const what = sensitive(name, resource);
    if (what === undefined) return none;
    return [
      {
        pointer: '/spec/externalName',
        value: name,
        message: `Service "${resource.name}" is an alias for ${name}, ${what}.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which host the Service is meant to stand for is not known from the objects.' },
});

function sensitive(name: string, service: Resource): string | undefined {
  const host = name.toLowerCase().replace(/\.$/, '');
  if (isMetadataHost(host)) return 'the cloud metadata service';
  if (host === 'localhost' || host.endsWith('.localhost')) return 'whatever listens on the machine that asks';
  if (parseAddress(host)) return 'an IP address, which resolvers do not take as a name and proxies connect to';
  const inCluster = /^(?:[^.]+\.)?([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?$/.exec(host);
  if (inCluster === null || inCluster[2] === service.namespace) return undefined;
  if (inCluster[1] === 'kubernetes' && inCluster[2] === 'default') return 'the API server';
  return `a Service of namespace "${inCluster[2]}"`;
}
