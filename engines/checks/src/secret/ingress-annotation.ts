import type { Resource } from '@bulwark/model';
import { findSecrets, type JsonValue, pointer, secretTitle } from '@bulwark/text';
import { defineCheck, none, type Problem } from '../define-check.ts';
import { copyAnnotations } from './annotation-secrets.ts';

export default defineCheck({
  id: 'secret-ingress-annotation',
  version: 1,
  title: 'Ingress annotation holds a credential',
  severity: 'high',
  why: 'Snippets and header settings of an Ingress are literal text that everybody who may view the namespace can read, and which the controller writes into its configuration.',
  attack: 'A reader of the namespace takes the header or login and calls the service behind the Ingress directly.',
  remedy: 'Change the credential, and let the application or an authenticating proxy add it from a Secret.',
  references: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001'],
  appliesTo: ['Ingress.networking.k8s.io'],
  find: (resource: Resource) => {
    let problems = none;
    for (const [key, value] of Object.entries(resource.annotations)) {
      const problem = copyAnnotations.includes(key) ? undefined : problemOf(key, value);
      if (problem) problems = [...problems, problem];
    }
    return problems;
  },
  repair: {
    kind: 'none',
    reason:
      'Without the annotation requests reach the service without the credential, so the service has to change too.',
  },
});

function problemOf(key: string, value: JsonValue): Problem | undefined {
  const id = typeof value === 'string' ? findSecrets(value)[0]?.id : undefined;
  return id === undefined
    ? undefined
    : {
        pointer: pointer('/metadata/annotations', key),
        message: `Annotation "${key}" of the Ingress holds ${secretTitle(id)} in plain text.`,
      };
}
