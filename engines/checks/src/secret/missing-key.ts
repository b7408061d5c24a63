import { type Resource, text } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-missing-key',
  version: 1,
  title: 'Secret lacks a key that its type needs',
  severity: 'low',
  why: 'The type promises certain keys. Without them the API server refuses the Secret, or what uses it falls back: an ingress controller to a certificate of its own, a pull to no login at all.',
  attack:
    'None by itself; users who get a warning for the wrong certificate every day accept one that an attacker presents.',
  remedy: 'Add the missing key, or give the Secret the type that fits what it holds.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-types'],
  techniques: [],
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    const needed = neededKeys.get(text(resource.object['type']) ?? '');
    return needed === undefined ? none : problemsOf(resource, needed, lookup);
  },
  repair: { kind: 'none', reason: 'Only the owner of the Secret has the value that is missing.' },
});

/** Of each group at least one. */
const neededKeys: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['kubernetes.io/tls', [['tls.crt'], ['tls.key']]],
  ['kubernetes.io/ssh-auth', [['ssh-privatekey']]],
  ['kubernetes.io/basic-auth', [['username', 'password']]],
  ['kubernetes.io/dockerconfigjson', [['.dockerconfigjson']]],
  ['kubernetes.io/dockercfg', [['.dockercfg']]],
  ['bootstrap.kubernetes.io/token', [['token-id'], ['token-secret']]],
]);

function problemsOf(resource: Resource, needed: readonly (readonly string[])[], lookup: Lookup): readonly Problem[] {
  const held = new Set(entriesOf(resource, lookup).flatMap((entry) => (entry.bytes > 0 ? [entry.key] : [])));
  return needed
    .filter((keys) => !keys.some((key) => held.has(key)))
    .map((keys) => ({
      pointer: `/data/${keys[0] ?? ''}`,
      message: `Secret "${resource.name}" of type ${text(resource.object['type']) ?? ''} has no value for ${keys.map((key) => `"${key}"`).join(' or ')}.`,
    }));
}
