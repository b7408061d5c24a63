import { items, type Resource, record, text } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'network-istio-destination-tls-off',
  version: 1,
  title: 'Istio DestinationRule turns TLS or its verification off',
  severity: 'medium',
  why: 'With mode DISABLE sidecars send plain text to the host, with insecureSkipVerify they accept any certificate: the protection of the mesh ends here.',
  attack: 'Someone in the network reads the traffic, or answers in place of the host.',
  remedy: 'Use ISTIO_MUTUAL for hosts of the mesh, SIMPLE with caCertificates for others.',
  accept: 'A host without TLS that cannot be changed, in a network that is trusted.',
  references: ['https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings'],
  techniques: ['T1562.001'],
  appliesTo: ['DestinationRule.networking.istio.io'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    return [
      ...policyProblems(resource, record(spec['trafficPolicy']), '/spec/trafficPolicy'),
      ...items(spec['subsets']).flatMap((subset, index) =>
        policyProblems(resource, record(record(subset)['trafficPolicy']), `/spec/subsets/${index}/trafficPolicy`),
      ),
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'use TLS and verify it',
    disruption: 'traffic',
    edits: (problem, resource) => {
      if (problem.pointer.endsWith('/insecureSkipVerify')) return [remove(problem.pointer)];
      const host = text(record(resource.object['spec'])['host']) ?? '';
      if (!isMeshHost(host)) return 'whether a host outside of the mesh speaks TLS is not known from the objects';
      return [set(problem.pointer, 'ISTIO_MUTUAL')];
    },
  },
});

function policyProblems(resource: Resource, policy: JsonObject, at: string): readonly Problem[] {
  return [
    ...tlsProblems(resource, record(policy['tls']), `${at}/tls`),
    ...items(policy['portLevelSettings']).flatMap((port, index) =>
      tlsProblems(resource, record(record(port)['tls']), `${at}/portLevelSettings/${index}/tls`),
    ),
  ];
}

function tlsProblems(resource: Resource, tls: JsonObject, at: string): readonly Problem[] {
  const host = text(record(resource.object['spec'])['host']) ?? '';
  if (tls['mode'] === 'DISABLE') {
    const message = `DestinationRule "${resource.name}" sends plain text to ${host}.`;
    return [{ pointer: `${at}/mode`, value: 'DISABLE', message }];
  }
  if (tls['insecureSkipVerify'] !== true) return [];
  const message = `DestinationRule "${resource.name}" accepts any certificate of ${host}.`;
  return [{ pointer: `${at}/insecureSkipVerify`, value: true, message }];
}

function isMeshHost(host: string): boolean {
  return !host.includes('.') || host.endsWith('.svc.cluster.local') || host.endsWith('.local');
}
