import { items, type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isAnyAddress } from './cidr.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-istio-service-entry-wildcard',
  version: 1,
  title: 'Istio ServiceEntry lets the mesh connect to every host',
  severity: 'medium',
  why: 'A ServiceEntry for all hosts, or for a whole top-level domain, undoes the restriction of the mesh to registered destinations.',
  attack: 'Code in a compromised workload sends data to a host of the attacker, as the mesh allows all.',
  remedy: 'Name the hosts that the workloads need.',
  references: ['https://istio.io/latest/docs/reference/config/networking/service-entry/'],
  techniques: ['T1496'],
  appliesTo: ['ServiceEntry.networking.istio.io'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    if (spec['location'] === 'MESH_INTERNAL') return none;
    return [
      ...items(spec['hosts']).flatMap((host, index) =>
        isWholeDomain(text(host) ?? '')
          ? [
              {
                pointer: `/spec/hosts/${index}`,
                value: host,
                message: `ServiceEntry "${resource.name}" registers ${valueText(host)}, and so every host there.`,
              },
            ]
          : [],
      ),
      ...items(spec['addresses']).flatMap((address, index) =>
        isAnyAddress(address)
          ? [
              {
                pointer: `/spec/addresses/${index}`,
                value: address,
                message: `ServiceEntry "${resource.name}" registers every address (${valueText(address)}).`,
              },
            ]
          : [],
      ),
    ];
  },
  repair: { kind: 'none', reason: 'Which hosts the workloads need is not known from the objects.' },
});

/** All hosts, or all of a top-level domain: `*`, `*.com`. */
function isWholeDomain(host: string): boolean {
  return host === '*' || /^\*\.[^.*]+\.?$/.test(host);
}
