import { type Resource, type SecretEntry, secretEntries } from '@bulwark/model';
import type { Lookup } from '../lookup.ts';

/** The keys of a Secret with what is known of their values, read once for all checks. */
export function entriesOf(secret: Resource, lookup: Lookup): readonly SecretEntry[] {
  const known = lookup.derive('secret entries', '', () => new WeakMap<Resource, readonly SecretEntry[]>());
  let entries = known.get(secret);
  if (entries === undefined) {
    entries = secretEntries(secret);
    known.set(secret, entries);
  }
  return entries;
}
