import type { Resource } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { annotationPointer } from './ingress-reading.ts';

export default defineCheck({
  id: 'network-ingress-snippet',
  version: 1,
  title: 'Ingress injects configuration into the ingress controller',
  severity: 'high',
  why: "Snippets become part of the controller's configuration as they stand: whoever writes an Ingress in one namespace acts as the controller, which reads Secrets of all namespaces (CVE-2021-25742).",
  attack:
    "A snippet prints the controller's service account token or serves its files, and with it the attacker reads the Secrets of the cluster.",
  remedy:
    'Use the annotation or field made for the purpose, and leave snippets off in the controller (allow-snippet-annotations: false).',
  accept: 'A controller that serves a single team which administers it as well.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/',
    'https://github.com/kubernetes/ingress-nginx/issues/7837',
  ],
  techniques: ['T1190', 'T1552.007'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) =>
    Object.keys(resource.annotations)
      .filter((key) => snippets.has(key))
      .map((key) => ({
        pointer: annotationPointer(key),
        message: `Ingress "${resource.name}" puts a snippet of its own into the configuration of the ingress controller.`,
      })),
  repair: {
    kind: 'none',
    reason:
      'The snippet may restrict access, so taking it out could open more than it closes: replace it by the annotation made for its purpose.',
  },
});

const snippets: ReadonlySet<string> = new Set([
  'nginx.ingress.kubernetes.io/configuration-snippet',
  'nginx.ingress.kubernetes.io/server-snippet',
  'nginx.ingress.kubernetes.io/stream-snippet',
  'nginx.ingress.kubernetes.io/auth-snippet',
  'nginx.ingress.kubernetes.io/modsecurity-snippet',
  'nginx.org/server-snippets',
  'nginx.org/location-snippets',
  'nginx.org/stream-snippets',
  'haproxy.org/backend-config-snippet',
  'haproxy.org/frontend-config-snippet',
  'haproxy.org/global-config-snippet',
  'haproxy-ingress.github.io/config-backend',
  'haproxy-ingress.github.io/config-frontend',
]);
