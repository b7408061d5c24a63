import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { listenersOf, routesFrom } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-gateway-wildcard-hostname',
  version: 1,
  title: 'Shared listener of a Gateway serves every host name',
  severity: 'low',
  why: 'Where routes of several namespaces attach to a listener without a host name of its own, each of them may claim any host.',
  attack:
    'A team, or an attacker in its namespace, attaches a route for the host of another team and gets a part of its traffic.',
  remedy: 'Give each team a listener with the host name that is its own.',
  accept: 'An admission policy decides which namespace may use which host.',
  references: ['https://gateway-api.sigs.k8s.io/concepts/security-model/'],
  techniques: ['T1036'],
  appliesTo: ['Gateway.gateway.networking.k8s.io'],
  find: (resource: Resource) =>
    listenersOf(resource)
      .filter((listener) => routesFrom(listener) !== 'Same' && routesFrom(listener) !== 'None')
      .filter(({ hostname, protocol }) => (hostname === undefined || hostname.startsWith('*')) && hasHosts(protocol))
      .map(({ pointer, hostname, name }) => ({
        pointer: `${pointer}/hostname`,
        ...(hostname === undefined ? {} : { value: hostname }),
        message: `Gateway "${resource.name}" shares listener "${name}" between namespaces for ${hostname === undefined ? 'every host name' : `every host of ${hostname}`}.`,
      })),
  repair: { kind: 'none', reason: 'Which host belongs to which namespace is not known from the objects.' },
});

function hasHosts(protocol: string): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TLS';
}
