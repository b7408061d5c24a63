import type { Resource } from '@bulwark/model';
import { secretTitle } from '@bulwark/text';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { configMapSecrets, ofSort } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-configmap-private-key',
  version: 1,
  title: 'ConfigMap holds a private key',
  severity: 'high',
  why: 'Whoever has the private key is the server, user or signer it belongs to. A ConfigMap can be read by everybody who may view the namespace.',
  attack:
    'A reader of the namespace takes the key and impersonates the service, decrypts its traffic or logs in over SSH.',
  remedy:
    'Make a new key pair, keep the private key in a Secret (type kubernetes.io/tls or kubernetes.io/ssh-auth) and revoke the old certificate or public key.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  techniques: ['T1552.001', 'T1552.007'],
  appliesTo: ['ConfigMap'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    ofSort(configMapSecrets(resource, lookup), 'data', ['private-key']).map(({ id, name, pointer }) => ({
      pointer,
      message: `Key "${name}" of ConfigMap "${resource.name}" holds ${secretTitle(id)}.`,
    })),
  repair: {
    kind: 'none',
    reason: 'A key that was readable is no longer secret: a new one has to be made, not the old one moved.',
  },
});
