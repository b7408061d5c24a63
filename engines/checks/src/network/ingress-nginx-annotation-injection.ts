import { type Resource, text } from '@bulwark/model';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { annotationPointer } from './ingress-reading.ts';
import { breakoutOf, type ValueForm } from './nginx-breakout.ts';

export default defineCheck({
  id: 'network-ingress-nginx-annotation-injection',
  version: 1,
  title: 'Ingress annotation breaks out into the configuration of ingress-nginx',
  severity: 'high',
  why: 'ingress-nginx writes the value of this annotation into its configuration. What stands after the character that ends the value there is read as directives: whoever writes an Ingress in one namespace acts as the controller, which reads Secrets of all namespaces (CVE-2023-5044, CVE-2025-1097, CVE-2025-1098, CVE-2025-24514).',
  attack:
    'An attacker who may write Ingresses puts directives behind a URL, has the controller load a library or serve its token, and reads the Secrets of the cluster.',
  remedy:
    'Find out who wrote the value, and leave in it only the URL, host or path that is meant, with other characters percent-encoded. Keep annotation validation on in the controller, or move to a maintained one.',
  references: [
    'https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/',
    'https://github.com/kubernetes/kubernetes/issues/131007',
    'https://nginx.org/en/docs/beginners_guide.html#conf_structure',
  ],
  techniques: ['T1190', 'T1552.007'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource): readonly Problem[] => {
    let found: Problem[] | undefined;
    for (const key in resource.annotations) {
      if (!key.startsWith(prefix)) continue;
      const form = forms.get(key.slice(prefix.length));
      const breakout = form && breakoutOf((text(resource.annotations[key]) ?? '').trim(), form);
      if (!breakout) continue;
      found ??= [];
      found.push({
        pointer: annotationPointer(key),
        message: `Annotation "${key.slice(prefix.length)}" of Ingress "${resource.name}" is to hold ${nouns[form]}, but has ${breakout}: what follows becomes configuration of the controller.`,
      });
    }
    return found ?? none;
  },
  repair: {
    kind: 'none',
    reason:
      'Which part of the value was meant cannot be told, and taking out the whole of it could switch authentication off.',
  },
});

const prefix = 'nginx.ingress.kubernetes.io/';

const nouns: Readonly<Record<ValueForm, string>> = {
  url: 'a URL, host or path',
  word: 'a single word',
  pattern: 'a name or regular expression',
};

/** Annotations whose value stands in a directive, with what it may be. */
const forms: ReadonlyMap<string, ValueForm> = new Map([
  ['app-root', 'url'],
  ['auth-method', 'word'],
  ['auth-request-redirect', 'url'],
  ['auth-signin', 'url'],
  ['auth-signin-redirect-param', 'word'],
  ['auth-tls-error-page', 'url'],
  ['auth-tls-match-cn', 'pattern'],
  ['auth-url', 'url'],
  ['mirror-host', 'url'],
  ['mirror-request-body', 'word'],
  ['mirror-target', 'url'],
  ['permanent-redirect', 'url'],
  ['proxy-redirect-from', 'url'],
  ['proxy-redirect-to', 'url'],
  ['proxy-ssl-name', 'url'],
  ['rewrite-target', 'url'],
  ['server-alias', 'pattern'],
  ['temporal-redirect', 'url'],
  ['upstream-vhost', 'url'],
  ['x-forwarded-prefix', 'url'],
]);
