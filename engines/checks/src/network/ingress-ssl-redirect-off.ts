import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { nginxAnnotation, nginxPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-ssl-redirect-off',
  version: 1,
  title: 'Ingress with TLS also serves plain HTTP',
  severity: 'medium',
  why: 'With ssl-redirect off the controller answers over HTTP instead of sending clients to HTTPS: TLS is there, but nobody has to use it.',
  attack: 'Whoever sits on the way keeps the client on HTTP and reads sessions and passwords.',
  remedy: 'Remove the annotation (the default redirects) or set it to "true".',
  accept: 'Paths that must answer over HTTP, such as ACME challenges or health checks of a load balancer.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect',
  ],
  techniques: ['T1552'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    if (nginxAnnotation(resource, 'ssl-redirect') !== 'false') return none;
    if (nginxAnnotation(resource, 'force-ssl-redirect') === 'true') return none;
    if (items(record(resource.object['spec'])['tls']).length === 0) return none;
    return [
      {
        pointer: nginxPointer('ssl-redirect'),
        value: 'false',
        message: `Ingress "${resource.name}" has TLS, but its redirect from HTTP to HTTPS is off.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'redirect HTTP to HTTPS',
    disruption: 'traffic',
    edits: (problem) => [set(problem.pointer, 'true')],
  },
});
