import type { Certificate, PublicKey } from './certificate.ts';
import {
  contentOf,
  DerError,
  type DerValue,
  derChildren,
  derValue,
  expectTag,
  hexOf,
  integerBits,
  oidOf,
  sequenceOf,
  tags,
} from './der.ts';
import { stringOf, timeOf } from './der-text.ts';
import { attributeTypes, curves, keyTypes, signatureAlgorithms } from './object-identifiers.ts';
import { readExtensions } from './read-extensions.ts';

const versionTag = 0xa0;
const extensionsTag = 0xa3;

/** Reads one certificate (RFC 5280 section 4.1); throws a DerError where the bytes are none. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const outer = derValue(bytes, 0, bytes.length);
  if (outer.end !== bytes.length) throw new DerError('bytes after the certificate');
  const [body, algorithm] = sequenceOf(outer);
  const fields = sequenceOf(body);
  const [serial, , issuer, validity, subject, key] = fields[0]?.tag === versionTag ? fields.slice(1) : fields;
  const [notBefore, notAfter] = sequenceOf(validity);
  const subjectName = nameOf(subject);
  const issuerName = nameOf(issuer);
  return {
    subject: subjectName.text,
    issuer: issuerName.text,
    ...(subjectName.common === undefined ? {} : { commonName: subjectName.common }),
    serial: hexOf(serial),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    ...readExtensions(fields.find((field) => field.tag === extensionsTag)),
    signatureAlgorithm: algorithmOf(algorithm),
    key: keyOf(key),
    selfSigned: sameBytes(subject, issuer),
  };
}

function algorithmOf(value: DerValue | undefined): string {
  const oid = oidOf(sequenceOf(value)[0]);
  return signatureAlgorithms.get(oid) ?? oid;
}

function sameBytes(one: DerValue | undefined, two: DerValue | undefined): boolean {
  if (one === undefined || two === undefined || one.end - one.start !== two.end - two.start) return false;
  const other = contentOf(two);
  return contentOf(one).every((byte, index) => byte === other[index]);
}

interface Name {
  readonly text: string;
  readonly common: string | undefined;
}

/** A Name as RFC 4514 writes it: from last to first. */
function nameOf(value: DerValue | undefined): Name {
  const parts = sequenceOf(value).map((part) => sequenceOf(part, tags.set).map(attributeOf));
  const common = parts.flat().findLast((attribute) => attribute.type === 'CN')?.value;
  const text = parts
    .toReversed()
    .map((part) =>
      part
        .toReversed()
        .map(({ type, value: of }) => `${type}=${escaped(of)}`)
        .join('+'),
    )
    .join(',');
  return { text, common };
}

function attributeOf(attribute: DerValue): { readonly type: string; readonly value: string } {
  const [oid, value] = sequenceOf(attribute);
  if (value === undefined) throw new DerError('an attribute without a value');
  const type = oidOf(oid);
  return { type: attributeTypes.get(type) ?? type, value: stringOf(value) };
}

function escaped(value: string): string {
  return value
    .replaceAll(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[# ]/, '\\$&')
    .replace(/ $/, '\\ ');
}

function keyOf(value: DerValue | undefined): PublicKey {
  const [algorithm, key] = sequenceOf(value);
  const [oid, parameters] = sequenceOf(algorithm);
  const id = oidOf(oid);
  const type = keyTypes.get(id) ?? id;
  if (type === 'rsa' || type === 'rsa-pss') return { type, bits: modulusBits(key) };
  if (type === 'ec') return { type, ...curveOf(parameters) };
  if (type === 'dsa') return { type, ...(parameters ? { bits: integerBits(sequenceOf(parameters)[0]) } : {}) };
  return { type };
}

/** The RSAPublicKey of RFC 8017 lies in the bit string, behind its count of unused bits. */
function modulusBits(key: DerValue | undefined): number {
  const holder = expectTag(key, tags.bitString);
  return integerBits(derChildren(derValue(holder.bytes, holder.start + 1, holder.end))[0]);
}

function curveOf(parameters: DerValue | undefined): Pick<PublicKey, 'bits' | 'curve'> {
  // Curves spelt out in full are forbidden by RFC 5480 and tell no name.
  if (parameters?.tag !== tags.oid) return {};
  const oid = oidOf(parameters);
  const known = curves.get(oid);
  return known ? { bits: known.bits, curve: known.name } : { curve: oid };
}
