import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';
import { isClusterHost, nginxAnnotation, nginxPointer, urlParts } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-mirror-outside',
  version: 1,
  title: 'Ingress copies its requests to a host outside of the cluster',
  severity: 'medium',
  why: 'The controller sends a copy of each request, with cookies, tokens and bodies, to the mirror target.',
  attack: 'One annotation is enough to read along with all traffic of an application without touching it.',
  remedy: 'Remove mirror-target, or mirror to a Service of the cluster.',
  references: ['https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#mirror'],
  techniques: ['T1552'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    const target = nginxAnnotation(resource, 'mirror-target');
    const url = target === undefined ? undefined : urlParts(target);
    if (url === undefined || isClusterHost(url.host)) return none;
    return [
      {
        pointer: nginxPointer('mirror-target'),
        message: `Ingress "${resource.name}" copies each request to ${url.host}, outside of the cluster.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove the mirror target',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer)],
  },
});
