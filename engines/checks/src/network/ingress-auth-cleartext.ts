import { items, type Resource, record } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { endsTlsElsewhere, isClusterHost, nginxAnnotation, nginxPointer, urlParts } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-auth-cleartext',
  version: 1,
  title: 'Ingress sends credentials in the clear',
  severity: 'medium',
  why: 'Basic authentication without TLS, and an authentication service outside of the cluster asked over HTTP, put passwords and cookies on the network as they are.',
  attack: 'Whoever sits on the way reads the password or the session and logs in.',
  remedy: 'Add TLS to the Ingress, and call the authentication service over HTTPS.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#authentication',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#external-authentication',
  ],
  techniques: ['T1552', 'T1078'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => [...basicAuth(resource), ...outsideAuth(resource)],
  repair: {
    kind: 'none',
    reason: 'A certificate, or the HTTPS address of the service, is needed, and neither is known from the objects.',
  },
});

function basicAuth(ingress: Resource): readonly Problem[] {
  const type = nginxAnnotation(ingress, 'auth-type');
  if (type !== 'basic' && type !== 'digest') return none;
  if (items(record(ingress.object['spec'])['tls']).length > 0 || endsTlsElsewhere(ingress)) return none;
  return [
    {
      pointer: nginxPointer('auth-type'),
      value: type,
      message: `Ingress "${ingress.name}" asks for passwords (${type} authentication) without TLS.`,
    },
  ];
}

function outsideAuth(ingress: Resource): readonly Problem[] {
  const address = nginxAnnotation(ingress, 'auth-url');
  const url = address === undefined ? undefined : urlParts(address);
  if (url === undefined || url.scheme !== 'http' || isClusterHost(url.host)) return none;
  return [
    {
      pointer: nginxPointer('auth-url'),
      message: `Ingress "${ingress.name}" forwards the credentials of each request over HTTP to ${url.host}, outside of the cluster.`,
    },
  ];
}
