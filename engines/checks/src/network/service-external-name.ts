import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { parseAddress } from './cidr.ts';
import { isLinkLocalOrLoopback, isMetadataHost } from './metadata-addresses.ts';

export default defineCheck({
  id: 'network-service-external-name',
  version: 1,
  title: 'ExternalName leads to the metadata service or to the node',
  severity: 'high',
  why: 'Ingress controllers, gateways and clients follow the name: the Service becomes a door to the metadata service, or to what listens on the host of the proxy itself.',
  attack:
    'Whoever may write Services and Ingresses publishes an internal service to the outside, around the NetworkPolicies of its namespace.',
  remedy: 'Point the Service at the outside host it stands for.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#externalname'],
  techniques: ['T1552', 'T1190'],
  appliesTo: ['Service'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    if (spec['type'] !== 'ExternalName') return none;
    const name = text(spec['externalName']) ?? '';
    const what = sensitive(name);
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

function sensitive(name: string): string | undefined {
  const host = name.toLowerCase().replace(/\.$/, '');
  if (isMetadataHost(host)) return 'the cloud metadata service';
  const address = parseAddress(host);
  if (host !== 'localhost' && !host.endsWith('.localhost') && !(address && isLinkLocalOrLoopback(address)))
    return undefined;
  return 'whatever listens on the machine that asks';
}
