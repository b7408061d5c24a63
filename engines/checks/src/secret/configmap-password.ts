import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { configMapSecrets, ofSort } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-configmap-password',
  version: 1,
  title: 'ConfigMap holds a password',
  severity: 'high',
  why: 'A key or setting that is named like a secret has a literal value. ConfigMaps are not treated as confidential by the API server, by its roles or by tools.',
  attack: 'Anyone who may view the namespace reads the password and logs in as the application.',
  remedy: 'Change the password and keep it in a Secret; let the configuration read it from a variable or a file.',
  accept: 'Values that only look like secrets: add an exception for the object that says so.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: ['ConfigMap'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    ofSort(configMapSecrets(resource, lookup), 'data', ['password', 'default-password']).map(({ name, pointer }) => ({
      pointer,
      message: `Key "${name}" of ConfigMap "${resource.name}" holds a password or generated secret in plain text.`,
    })),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed and put into a Secret, and the application told to read it from there.',
  },
});
