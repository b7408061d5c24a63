import type { Resource } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { nginxAnnotation, nginxPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-backend-tls-unverified',
  version: 1,
  title: 'Ingress does not verify the certificate of its backend',
  severity: 'low',
  why: "The controller speaks TLS to the backend but accepts any certificate, which is the default of ingress-nginx: TLS hides the traffic from listeners, not from whoever answers in the backend's place.",
  attack: 'Someone in the cluster network answers in place of the backend and reads the requests.',
  remedy:
    'Give the CA in proxy-ssl-secret and set proxy-ssl-verify to "on" and proxy-ssl-name to the name in the certificate.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-certificate-authentication',
  ],
  techniques: ['T1552'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    const protocol = nginxAnnotation(resource, 'backend-protocol')?.toUpperCase();
    if (protocol !== 'HTTPS' && protocol !== 'GRPCS') return none;
    const verify = nginxAnnotation(resource, 'proxy-ssl-verify');
    if (verify === 'on') return none;
    return [
      {
        pointer: nginxPointer('proxy-ssl-verify'),
        ...(verify === undefined ? {} : { value: verify }),
        message: `Ingress "${resource.name}" speaks ${protocol} to its backend and accepts any certificate.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: "The CA of the backend's certificate is needed to verify it, and it is not known from the objects.",
  },
});
