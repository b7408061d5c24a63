import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { dataPorts, exposedPorts } from './sensitive-ports.ts';

export default defineCheck({
  id: 'network-service-data-port',
  version: 1,
  title: 'Service exposes a database, queue or monitoring port',
  severity: 'high',
  why: 'Databases, caches, queues and metric stores are made for clients inside; many have no authentication, and what they hold is what attackers want.',
  attack: 'An attacker connects to the port, reads or deletes the data, and asks for a ransom.',
  remedy: 'Make the Service ClusterIP; reach it from outside through a VPN or `kubectl port-forward`.',
  accept: 'A load balancer in a private network whose clients authenticate over TLS.',
  references: ['https://kubernetes.io/docs/concepts/security/security-checklist/#network-security'],
  techniques: ['T1190', 'T1133'],
  appliesTo: ['Service'],
  find: (resource: Resource) => exposedPorts(resource, dataPorts),
  repair: { kind: 'none', reason: 'Who uses the port from outside is not known from the objects.' },
});
