import type { Resource } from '@bulwark/model';
import { secretTitle } from '@bulwark/text';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { configMapSecrets, ofSort } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-configmap-token',
  version: 1,
  title: 'ConfigMap holds a token',
  severity: 'high',
  why: 'ConfigMaps are made for what everybody may read: they are not encrypted at rest with the Secrets, the built-in role `view` shows them, and tools print them.',
  attack:
    'Anyone with read access to the namespace copies the token and uses it at the service it belongs to, from anywhere.',
  remedy: 'Revoke the token, issue a new one and keep it in a Secret or in an external secret store.',
  accept: 'Tokens that grant nothing, such as the public key of a browser client.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007', 'T1528'],
  appliesTo: ['ConfigMap'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    ofSort(configMapSecrets(resource, lookup), 'data', ['token']).map(({ id, name, pointer }) => ({
      pointer,
      message: `Key "${name}" of ConfigMap "${resource.name}" holds ${secretTitle(id)} in plain text.`,
    })),
  repair: {
    kind: 'none',
    reason: 'The token has to be revoked and a new one put into a Secret; moving the old one would leave it exposed.',
  },
});
