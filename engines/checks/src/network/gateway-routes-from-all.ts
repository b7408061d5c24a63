import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { listenersOf, routesFrom } from './gateway-reading.ts';

export default defineCheck({
  id: 'network-gateway-routes-from-all',
  version: 1,
  title: 'Gateway takes routes of every namespace',
  severity: 'medium',
  why: 'Whoever may write routes in any namespace publishes Services through this Gateway, under its addresses and certificates.',
  attack:
    'An attacker with write access to one namespace attaches a route for a path or host of another team and answers in its place.',
  remedy: 'Set allowedRoutes.namespaces.from to Same, or to Selector with a label that only administrators set.',
  accept: 'A shared Gateway whose listeners have a host name per team, with a policy on the host names of routes.',
  references: ['https://gateway-api.sigs.k8s.io/guides/multiple-ns/'],
  techniques: ['T1036', 'T1190'],
  appliesTo: ['Gateway.gateway.networking.k8s.io'],
  find: (resource: Resource) =>
    listenersOf(resource)
      .filter((listener) => routesFrom(listener) === 'All')
      .map((listener) => ({
        pointer: `${listener.pointer}/allowedRoutes/namespaces/from`,
        value: 'All',
        message: `Gateway "${resource.name}" takes routes of every namespace at listener "${listener.name}".`,
      })),
  repair: {
    kind: 'edit',
    summary: 'take routes of the same namespace only',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'Same')],
  },
});
