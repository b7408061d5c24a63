import type { Resource } from '@bulwark/model';
import { secretTitle } from '@bulwark/text';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { configMapSecrets, ofSort } from './plain-secrets.ts';

export default defineCheck({
  id: 'secret-configmap-url-credentials',
  version: 1,
  title: 'ConfigMap holds an address with a password',
  severity: 'high',
  why: 'An address of the form `scheme://user:password@host` is a complete login: it says where, who and with what. ConfigMaps can be read by everybody who may view the namespace.',
  attack: 'A reader of the namespace connects to the database or service with the very rights of the application.',
  remedy:
    'Change the password, keep it in a Secret, and build the address in the application or from a variable of the Secret.',
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  techniques: ['T1552.001', 'T1078'],
  appliesTo: ['ConfigMap'],
  find: (resource: Resource, { lookup }: CheckContext) =>
    ofSort(configMapSecrets(resource, lookup), 'data', ['login']).map(({ id, name, pointer }) => ({
      pointer,
      message: `Key "${name}" of ConfigMap "${resource.name}" holds ${secretTitle(id)}.`,
    })),
  repair: {
    kind: 'none',
    reason: 'The password has to be changed and put into a Secret, and the application told to read it from there.',
  },
});
