import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { configMapSecrets, ofSort } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-configmap-password-hash',
  version: 1,
  title: 'ConfigMap holds password hashes',
  severity: 'medium',
  why: 'A hash lets anyone who reads it try passwords offline, as fast as the hardware allows and without any lockout.',
  attack: 'A reader of the namespace runs a word list against the hash and logs in with the password that fits.',
  remedy: 'Keep the file with the hashes in a Secret, and use a slow hash (bcrypt, Argon2) of a long password.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
  ],
  techniques: ['T1552.001', 'T1110'],
  appliesTo: ['ConfigMap'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    ofSort(configMapSecrets(resource, lookup), 'data', ['hash']).map(({ name, pointer }) => ({
      pointer,
      message: `Key "${name}" of ConfigMap "${resource.name}" holds a password hash, which can be attacked offline.`,
    })),
  repair: {
    kind: 'none',
    reason: 'The file has to move into a Secret, and the pods that mount the ConfigMap have to mount that instead.',
  },
});
