import type { Certificate } from './certificate.ts';
import { contentOf, type DerValue, derChildren, derValue, expectTag, oidOf, sequenceOf, tags } from './der.ts';
import { addressOf, stringOf } from './der-text.ts';
import { extendedKeyUsages, keyUsages } from './object-identifiers.ts';

type Extensions = Pick<Certificate, 'dnsNames' | 'ipAddresses' | 'uris' | 'isCA' | 'keyUsage' | 'extendedKeyUsage'>;

/** What the extensions of RFC 5280 section 4.2 that matter here say; `holder` is the explicit tag [3], if it is there. */
export function readExtensions(holder: DerValue | undefined): Extensions {
  const extensions = holder ? extensionsOf(holder) : new Map<string, DerValue>();
  const names = namesOf(extensions.get('2.5.29.17'));
  const usage = extensions.get('2.5.29.15');
  const purposes = extensions.get('2.5.29.37');
  return {
    ...names,
    isCA: isCA(extensions.get('2.5.29.19')),
    ...(usage ? { keyUsage: usagesOf(usage) } : {}),
    ...(purposes ? { extendedKeyUsage: sequenceOf(purposes).map((oid) => nameOf(oidOf(oid))) } : {}),
  };
}

/** The value of each extension by its OID; of a repeated one, which RFC 5280 forbids, the first. */
function extensionsOf(holder: DerValue): ReadonlyMap<string, DerValue> {
  const found = new Map<string, DerValue>();
  for (const extension of sequenceOf(derChildren(holder)[0])) {
    const [oid, ...rest] = sequenceOf(extension);
    const id = oidOf(oid);
    const octets = expectTag(rest.at(-1), tags.octetString);
    if (interesting.has(id) && !found.has(id)) found.set(id, derValue(octets.bytes, octets.start, octets.end));
  }
  return found;
}

const interesting: ReadonlySet<string> = new Set(['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.37']);

function nameOf(oid: string): string {
  return extendedKeyUsages.get(oid) ?? oid;
}

function isCA(value: DerValue | undefined): boolean {
  const first = value ? sequenceOf(value)[0] : undefined;
  return first?.tag === tags.boolean && contentOf(first)[0] !== 0;
}

function usagesOf(value: DerValue): readonly string[] {
  const [, ...bytes] = contentOf(expectTag(value, tags.bitString));
  return keyUsages.filter((_name, bit) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

// Context tags of GeneralName (RFC 5280 section 4.2.1.6).
const dnsName = 0x82;
const uri = 0x86;
const ipAddress = 0x87;

function namesOf(value: DerValue | undefined): Pick<Certificate, 'dnsNames' | 'ipAddresses' | 'uris'> {
  const names = value ? sequenceOf(value) : [];
  const strings = (tag: number) => names.filter((name) => name.tag === tag).map(stringOf);
  return {
    dnsNames: strings(dnsName),
    uris: strings(uri),
    ipAddresses: names
      .filter((name) => name.tag === ipAddress)
      .map((name) => addressOf(contentOf(name)))
      .filter((address) => address !== undefined),
  };
}
