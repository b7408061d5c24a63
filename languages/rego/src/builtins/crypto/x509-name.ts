import type { JsonObject, JsonValue } from '@bulwark/text';
import { children, type Der, oidOf, tags } from './asn1.ts';
import { derText } from './der-values.ts';

const lists: ReadonlyMap<string, string> = new Map([
  ['2.5.4.6', 'Country'],
  ['2.5.4.7', 'Locality'],
  ['2.5.4.8', 'Province'],
  ['2.5.4.9', 'StreetAddress'],
  ['2.5.4.10', 'Organization'],
  ['2.5.4.11', 'OrganizationalUnit'],
  ['2.5.4.17', 'PostalCode'],
]);
const singles: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CommonName'],
  ['2.5.4.5', 'SerialNumber'],
]);

/** A distinguished name in the shape of Go's `pkix.Name`. */
export function x509Name(element: Der | undefined): JsonObject {
  const found = new Map<string, string[]>();
  const single = new Map<string, string>();
  const names: JsonValue[] = [];
  for (const set of children(element, tags.sequence)) {
    for (const attribute of children(set, tags.set)) {
      const [type, value] = children(attribute, tags.sequence);
      const oid = oidOf(type);
      const text = derText(value) ?? '';
      names.push({ Type: [...oid], Value: text });
      const list = lists.get(oid.join('.'));
      if (list !== undefined) found.set(list, [...(found.get(list) ?? []), text]);
      const name = singles.get(oid.join('.'));
      if (name !== undefined) single.set(name, text);
    }
  }
  return {
    ...Object.fromEntries([...lists.values()].map((name) => [name, found.get(name) ?? null])),
    CommonName: single.get('CommonName') ?? '',
    SerialNumber: single.get('SerialNumber') ?? '',
    Names: names.length === 0 ? null : names,
    ExtraNames: null,
  };
}
