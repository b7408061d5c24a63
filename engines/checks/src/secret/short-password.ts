import type { Resource } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck } from '../define-check.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-short-password',
  version: 1,
  title: 'Password in a Secret is short',
  severity: 'medium',
  why: 'A password of a few characters is found by trying them all, however well the Secret is kept.',
  attack: 'Whoever reaches the service tries short passwords and the usual words until one fits.',
  remedy: 'Set a random password of at least 16 characters; nobody has to remember it.',
  accept: 'Throw-away installations for tests that nothing else can reach.',
  references: ['https://pages.nist.gov/800-63-4/sp800-63b.html'],
  techniques: ['T1110', 'T1110.001'],
  parameters: { minimum: { default: 8, about: 'Bytes that a password must have at least.' } },
  appliesTo: ['Secret'],
  find: (resource: Resource, { lookup, parameters }: CheckContext) => {
    const minimum = Number(parameters['minimum']);
    return entriesOf(resource, lookup)
      .filter((entry) => entry.bytes < minimum && !entry.unresolved && !entry.invalid && isPassword(entry.key))
      .map((entry) => ({
        pointer: pointer(`/${entry.field}`, entry.key),
        message:
          entry.bytes === 0
            ? `Password "${entry.key}" in Secret "${resource.name}" is empty.`
            : `Password "${entry.key}" in Secret "${resource.name}" has fewer than ${minimum} bytes.`,
      }));
  },
  repair: {
    kind: 'none',
    reason: 'A new password has to be set in the service as well, and only its owner can do that.',
  },
});

function isPassword(key: string): boolean {
  return /(?:password|passwd|passphrase|(?:^|[_.-])(?:pwd|pass))$/i.test(key);
}
