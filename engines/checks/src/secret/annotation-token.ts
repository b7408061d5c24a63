import { secretTitle } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { annotationSecrets } from './annotation-secrets.ts';

export default defineCheck({
  id: 'secret-annotation-token',
  version: 1,
  title: 'Annotation holds a credential',
  severity: 'high',
  why: 'Metadata is shown everywhere: in lists, metrics, logs and tools that leave out the rest of an object because it might be confidential.',
  attack:
    'Anyone who may list the objects, or who reads a monitoring label or log line made of them, takes the credential.',
  remedy: 'Revoke the credential, keep a new one in a Secret, and let the tool that reads the annotation refer to it.',
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: 'any',
  // Of an Ingress, annotations are configuration: secret-ingress-annotation judges them.
  find: (resource) =>
    resource.kind === 'Ingress.networking.k8s.io'
      ? []
      : annotationSecrets(resource).map(({ key, pointer, id }) => ({
          pointer,
          message: `Annotation "${key}" holds ${secretTitle(id)} in plain text.`,
        })),
  repair: {
    kind: 'none',
    reason: 'The credential has to be revoked first, and the tool that reads the annotation told where the new one is.',
  },
});
