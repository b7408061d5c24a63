import { type Resource, record } from '@bulwark/model';
import { type JsonValue, pointer } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'network-istio-mtls-not-strict',
  version: 1,
  title: 'Istio accepts plain text beside mutual TLS',
  severity: 'medium',
  why: 'With mode PERMISSIVE or DISABLE workloads accept connections without a client certificate: policies that name identities do not hold for them.',
  attack: 'A pod without a sidecar speaks to the service in plain text and is let in as nobody in particular.',
  remedy: 'Set the mode to STRICT once all clients have sidecars.',
  accept: 'For the time of a migration into the mesh, or for a port that outside probes use.',
  references: ['https://istio.io/latest/docs/reference/config/security/peer_authentication/'],
  techniques: ['T1562.001', 'T1078'],
  appliesTo: ['PeerAuthentication.security.istio.io'],
  find: (resource: Resource) => {
    const spec = record(resource.object['spec']);
    const ports = Object.entries(record(spec['portLevelMtls']));
    return [
      ...lax(resource, record(spec['mtls'])['mode'], { pointer: '/spec/mtls/mode', where: '' }),
      ...ports.flatMap(([port, value]) =>
        lax(resource, record(value)['mode'], {
          pointer: pointer('/spec/portLevelMtls', port, 'mode'),
          where: ` on port ${port}`,
        }),
      ),
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'require mutual TLS (STRICT)',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'STRICT')],
  },
});

function lax(
  resource: Resource,
  mode: JsonValue | undefined,
  { pointer: at, where }: { readonly pointer: string; readonly where: string },
): readonly Problem[] {
  if (mode !== 'PERMISSIVE' && mode !== 'DISABLE') return none;
  return [
    {
      pointer: at,
      value: mode,
      message: `PeerAuthentication "${resource.name}" accepts plain text${where} (${mode}).`,
    },
  ];
}
