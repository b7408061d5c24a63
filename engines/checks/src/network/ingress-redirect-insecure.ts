import type { Resource } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { isClusterHost, nginxAnnotation, nginxPointer, urlParts } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-redirect-insecure',
  version: 1,
  title: 'Ingress redirects to plain HTTP or to where the request says',
  severity: 'low',
  why: 'A redirect to HTTP takes users off TLS; one whose target is taken from the request sends them wherever the sender of a link wants.',
  attack:
    'A link to the trusted host leads the user to a page of the attacker, or onto HTTP where the session can be read.',
  remedy: 'Redirect to a fixed HTTPS address.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#permanent-redirect',
  ],
  techniques: ['T1036'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => names.flatMap((name) => insecure(resource, name)),
  repair: {
    kind: 'none',
    reason: 'Whether the target answers over HTTPS, and which target is meant, is not known from the objects.',
  },
});

const names = ['permanent-redirect', 'temporal-redirect'] as const;

function insecure(ingress: Resource, name: string): readonly Problem[] {
  const target = nginxAnnotation(ingress, name);
  if (target === undefined) return none;
  const fault = faultOf(target);
  if (fault === undefined) return none;
  return [{ pointer: nginxPointer(name), value: target, message: `Ingress "${ingress.name}" redirects to ${fault}.` }];
}

function faultOf(target: string): string | undefined {
  // Host and scheme taken from an argument or header of the request; $host and $request_uri stay with this site.
  if (/^(?:[a-z]+:\/\/)?\$\{?(?:arg_|http_(?!host)|cookie_)/.test(target))
    return 'an address that the request itself names';
  const url = urlParts(target);
  return url?.scheme === 'http' && !isClusterHost(url.host) ? `${url.host} over plain HTTP` : undefined;
}
