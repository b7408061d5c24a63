import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { isAnyAddress } from './cidr.ts';
import { nginxAnnotation, nginxPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-open-allow-list',
  version: 1,
  title: 'Allow-list of an Ingress takes in every address',
  severity: 'medium',
  why: 'An allow-list with 0.0.0.0/0 or ::/0 restricts nothing, though the Ingress looks restricted.',
  attack: 'Everyone on the internet reaches an application that was meant for a few networks.',
  remedy: 'List the networks that need access.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#whitelist-source-range',
  ],
  techniques: ['T1190', 'T1133'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) =>
    names.flatMap((name) => {
      const list = nginxAnnotation(resource, name);
      const open = list?.split(',').find((range) => isAnyAddress(range.trim()));
      if (list === undefined || open === undefined) return [];
      return [
        {
          pointer: nginxPointer(name),
          value: list,
          message: `Ingress "${resource.name}" has an allow-list with ${open.trim()}: every address is allowed.`,
        },
      ];
    }),
  repair: { kind: 'none', reason: 'Which networks need access is not known from the objects.' },
});

const names = ['whitelist-source-range', 'allowlist-source-range'] as const;
