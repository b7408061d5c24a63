import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { nginxAnnotation, nginxPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-client-certificate-optional',
  version: 1,
  title: 'Ingress asks for client certificates but does not require a valid one',
  severity: 'medium',
  why: 'With auth-tls-verify-client off or optional, clients without a certificate, or with any certificate, are let through.',
  attack:
    'An attacker without a certificate calls an application that trusts its callers because it believes them verified.',
  remedy: 'Set auth-tls-verify-client to "on".',
  accept: 'An application that itself checks the header with the verification result on each request.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#client-certificate-authentication',
  ],
  techniques: ['T1190', 'T1078'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    if (nginxAnnotation(resource, 'auth-tls-secret') === undefined) return none;
    const verify = nginxAnnotation(resource, 'auth-tls-verify-client');
    if (verify === undefined || !lax.has(verify)) return none;
    return [
      {
        pointer: nginxPointer('auth-tls-verify-client'),
        value: verify,
        message: `Ingress "${resource.name}" names a CA for client certificates, but lets clients in without a valid one (${verify}).`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'require a valid client certificate',
    disruption: 'access',
    edits: (problem) => [set(problem.pointer, 'on')],
  },
});

const lax: ReadonlySet<string> = new Set(['off', 'optional', 'optional_no_ca']);
