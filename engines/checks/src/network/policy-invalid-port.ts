import { items, type Resource, record } from '@bulwark/model';
import type { JsonObject, JsonValue } from '@bulwark/text';
import { defineCheck, type Problem } from '../define-check.ts';
import { valueText } from './value-text.ts';

export default defineCheck({
  id: 'network-policy-invalid-port',
  version: 1,
  title: 'NetworkPolicy has a port that the API server refuses',
  severity: 'medium',
  why: 'The API server refuses the whole policy, so the pods that it should protect stay open.',
  attack: 'Nothing enforces the policy that reviewers read: connections that it seems to deny are allowed.',
  remedy:
    'Ports are 1 to 65535 or the name of a container port; endPort needs a numeric port that is not greater; protocols are TCP, UDP and SCTP.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource) => [...invalidPorts(resource, 'ingress'), ...invalidPorts(resource, 'egress')],
  repair: { kind: 'none', reason: 'Which port or range was meant cannot be told from the broken one.' },
});

function invalidPorts(policy: Resource, direction: 'ingress' | 'egress'): readonly Problem[] {
  return items(record(policy.object['spec'])[direction]).flatMap((rule, ruleIndex) =>
    items(record(rule)['ports']).flatMap((entry, index) => {
      const fault = faultOf(record(entry));
      if (fault === undefined) return [];
      const { field, what } = fault;
      const value = record(entry)[field];
      return [
        {
          pointer: `/spec/${direction}/${ruleIndex}/ports/${index}/${field}`,
          ...(value === undefined ? {} : { value }),
          message: `NetworkPolicy "${policy.name}" has ${what}; the API server refuses the policy.`,
        },
      ];
    }),
  );
}

interface Fault {
  readonly field: 'port' | 'endPort' | 'protocol';
  readonly what: string;
}

const protocols: ReadonlySet<JsonValue> = new Set(['TCP', 'UDP', 'SCTP']);

function faultOf({ port, endPort, protocol }: JsonObject): Fault | undefined {
  if (protocol !== undefined && protocol !== null && !protocols.has(protocol)) {
    return { field: 'protocol', what: `the protocol ${valueText(protocol)}, which is not TCP, UDP or SCTP` };
  }
  if (port !== undefined && port !== null && !isPort(port)) {
    return {
      field: 'port',
      what: `the port ${valueText(port)}, which is neither a number from 1 to 65535 nor a port name`,
    };
  }
  if (endPort === undefined || endPort === null) return undefined;
  if (typeof port !== 'number') return { field: 'endPort', what: 'an endPort without a numeric port' };
  if (typeof endPort !== 'number' || !isPort(endPort))
    return { field: 'endPort', what: `the endPort ${valueText(endPort)}, which is no port number` };
  return endPort < port ? { field: 'endPort', what: `an endPort (${endPort}) below its port (${port})` } : undefined;
}

/** A port number, or a name as IANA service names are (RFC 6335). */
function isPort(value: JsonValue): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 1 && value <= 65535;
  return typeof value === 'string' && /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/.test(value);
}
