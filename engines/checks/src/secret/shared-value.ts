import type { Resource, SecretEntry } from '@bulwark/model';
import { pointer } from '@bulwark/text';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { entriesOf } from './entries-of.ts';

export default defineCheck({
  id: 'secret-shared-value',
  version: 1,
  title: 'Password or private key is the same in several namespaces',
  severity: 'low',
  why: 'Namespaces are where rights end. The same password or key in two of them ties them together: who reads one Secret has the other, and a leak means changing both.',
  attack: 'An attacker with rights in a less guarded namespace reads the Secret there and uses it against the other.',
  remedy: 'Give each namespace a credential of its own.',
  accept: 'Copies made on purpose, as for a wildcard certificate or a registry login.',
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  techniques: ['T1552.007', 'T1078'],
  appliesTo: ['Secret'],
  find: (resource: Resource, context: CheckContext) => {
    let problems = none;
    for (const entry of entriesOf(resource, context.lookup)) {
      if (isOwnCredential(entry)) problems = [...problems, ...problemsOf(resource, entry, context)];
    }
    return problems;
  },
  repair: { kind: 'none', reason: 'Which of the namespaces gets a new credential is for their owners to say.' },
});

const shortest = 8;

/** Short values are alike by chance; certificates are shared by many and have a check of their own. */
function isOwnCredential(entry: SecretEntry): boolean {
  if (entry.digest === '' || entry.bytes < shortest || entry.unresolved || entry.certificates) return false;
  return (
    entry.privateKey !== undefined ||
    /passw(?:or)?d|passphrase|secret|token|(?:api|private|access)[-_]?key/i.test(entry.key)
  );
}

function problemsOf(resource: Resource, entry: SecretEntry, { lookup }: CheckContext): readonly Problem[] {
  const others = (namespacesByDigest(lookup).get(entry.digest) ?? []).filter((name) => name !== resource.namespace);
  if (others.length === 0) return none;
  const where = others.length > 1 ? `${others.length} other namespaces` : `namespace "${others[0] ?? ''}"`;
  return [
    {
      pointer: pointer(`/${entry.field}`, entry.key),
      message: `Key "${entry.key}" of Secret "${resource.name}" has the same value as a Secret in ${where}.`,
    },
  ];
}

function namespacesByDigest(lookup: Lookup): ReadonlyMap<string, readonly string[]> {
  return lookup.derive('namespaces by secret digest', '', (read) => {
    const found = new Map<string, string[]>();
    for (const secret of read.list('Secret')) {
      for (const entry of entriesOf(secret, read)) {
        if (!isOwnCredential(entry)) continue;
        const namespaces = found.get(entry.digest);
        if (namespaces === undefined) found.set(entry.digest, [secret.namespace]);
        else if (!namespaces.includes(secret.namespace)) namespaces.push(secret.namespace);
      }
    }
    return found;
  });
}
