import type { JsonObject, JsonValue } from '@bulwark/text';
import { bytesText } from '../../values/byte-text.ts';
import { encode64 } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';
import { addressText } from '../net/address.ts';
import { type GoUrl, parseUrl } from '../net/go-url.ts';
import { bitsOf, children, type Der, expect, integerOf, oidOf, readOne, tags, unsigned } from './asn1.ts';
import { derText } from './der-values.ts';

/** One extension of a certificate (RFC 5280, section 4.2). */
export interface Extension {
  readonly id: readonly number[];
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

export function readExtensions(element: Der | undefined): readonly Extension[] {
  return children(element, tags.sequence).map((extension) => {
    const [id, second, third] = children(extension, tags.sequence);
    const isCritical = second?.tag === tags.boolean && second.content[0] === 0xff;
    const value = expect(second?.tag === tags.boolean ? third : second, tags.octetString).content;
    return { id: oidOf(id), isCritical, value };
  });
}

export function extensionsJson(extensions: readonly Extension[]): JsonValue {
  if (extensions.length === 0) return null;
  return extensions.map(({ id, isCritical, value }) => {
    return { Id: [...id], Critical: isCritical, Value: encode64(value, 'standard') };
  });
}

/** What the extensions say, by the names of the fields of Go's `x509.Certificate`; all of them are there. */
export function extensionFields(extensions: readonly Extension[]): JsonObject {
  const fields: Record<string, JsonValue> = { ...absent };
  const unhandled: JsonValue[] = [];
  for (const extension of extensions) {
    const read = readers.get(extension.id.join('.'));
    const found = read?.(readOne(extension.value), extension);
    if (found === undefined) {
      if (extension.isCritical) unhandled.push([...extension.id]);
    } else Object.assign(fields, found);
  }
  fields['UnhandledCriticalExtensions'] = unhandled.length === 0 ? null : unhandled;
  return fields;
}

const absentNames: JsonObject = { DNSNames: null, EmailAddresses: null, IPAddresses: null, URIs: null };

const absent: JsonObject = {
  ...absentNames,
  KeyUsage: 0,
  ExtKeyUsage: null,
  UnknownExtKeyUsage: null,
  BasicConstraintsValid: false,
  IsCA: false,
  MaxPathLen: 0,
  MaxPathLenZero: false,
  SubjectKeyId: null,
  AuthorityKeyId: null,
  OCSPServer: null,
  IssuingCertificateURL: null,
  PermittedDNSDomainsCritical: false,
  ...Object.fromEntries(
    ['Permitted', 'Excluded'].flatMap((side) =>
      ['DNSDomains', 'EmailAddresses', 'IPRanges', 'URIDomains'].map((kind) => [side + kind, null]),
    ),
  ),
  CRLDistributionPoints: null,
  PolicyIdentifiers: null,
  Policies: null,
  PolicyMappings: null,
  InhibitAnyPolicy: 0,
  InhibitAnyPolicyZero: false,
  InhibitPolicyMapping: 0,
  InhibitPolicyMappingZero: false,
  RequireExplicitPolicy: 0,
  RequireExplicitPolicyZero: false,
};

/** Undefined: nothing in the extension is known. */
type Reader = (element: Der, extension: Extension) => JsonObject | undefined;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['2.5.29.14', (element) => ({ SubjectKeyId: base64(expect(element, tags.octetString).content) })],
  ['2.5.29.15', keyUsage],
  ['2.5.29.17', alternativeNames],
  ['2.5.29.19', basicConstraints],
  ['2.5.29.30', nameConstraints],
  ['2.5.29.31', distributionPoints],
  ['2.5.29.32', policies],
  ['2.5.29.35', authorityKey],
  ['2.5.29.36', policyConstraints],
  ['2.5.29.37', extendedKeyUsage],
  ['2.5.29.54', (element) => count('InhibitAnyPolicy', Number(integerOf(element)))],
  ['1.3.6.1.5.5.7.1.1', authorityAccess],
]);

function base64(bytes: Uint8Array): string {
  return encode64(bytes, 'standard');
}

function count(name: string, value: number): JsonObject {
  return { [name]: value, [`${name}Zero`]: value === 0 };
}

function orNull(values: readonly JsonValue[]): JsonValue {
  return values.length === 0 ? null : values;
}

function keyUsage(element: Der): JsonObject {
  let usage = 0;
  for (const [at, byte] of bitsOf(element).entries()) {
    for (let bit = 0; bit < 8 && at * 8 + bit < 9; bit++) if (byte & (0x80 >> bit)) usage |= 1 << (at * 8 + bit);
  }
  return { KeyUsage: usage };
}

function basicConstraints(element: Der): JsonObject {
  const parts = children(element, tags.sequence);
  const isCa = parts.some(({ tag, content }) => tag === tags.boolean && content[0] === 0xff);
  const length = parts.find(({ tag }) => tag === tags.integer);
  const most = length === undefined ? -1 : Number(integerOf(length));
  return { BasicConstraintsValid: true, IsCA: isCa, MaxPathLen: most, MaxPathLenZero: most === 0 };
}

function authorityKey(element: Der): JsonObject {
  const id = children(element, tags.sequence).find(({ tag }) => tag === 0x80);
  return id === undefined ? {} : { AuthorityKeyId: base64(id.content) };
}

const usages: ReadonlyMap<string, number> = new Map([
  ['2.5.29.37.0', 0],
  ...Array.from({ length: 9 }, (_, at) => [`1.3.6.1.5.5.7.3.${at + 1}`, at + 1] as const),
  ['1.3.6.1.4.1.311.10.3.3', 10],
  ['2.16.840.1.113730.4.1', 11],
  ['1.3.6.1.4.1.311.2.1.22', 12],
  ['1.3.6.1.4.1.311.61.1.1', 13],
]);

function extendedKeyUsage(element: Der): JsonObject {
  const ids = children(element, tags.sequence).map(oidOf);
  const known = ids.flatMap((id) => usages.get(id.join('.')) ?? []);
  const unknown = ids.filter((id) => !usages.has(id.join('.'))).map((id) => [...id]);
  return { ExtKeyUsage: orNull(known), UnknownExtKeyUsage: orNull(unknown) };
}

/** The names of certificates and requests. */
function alternativeNames(element: Der): JsonObject | undefined {
  const names = children(element, tags.sequence);
  const texts = (tag: number): string[] =>
    names.filter((name) => name.tag === tag).map(({ content }) => bytesText(content));
  const fields = {
    DNSNames: orNull(texts(0x82)),
    EmailAddresses: orNull(texts(0x81)),
    IPAddresses: orNull(names.filter(({ tag }) => tag === 0x87).map(({ content }) => ipText(content))),
    URIs: orNull(texts(0x86).map((text) => urlJson(parseUrl(text), text))),
  };
  return Object.values(fields).every((value) => value === null) ? undefined : fields;
}

function ipText(bytes: Uint8Array): string {
  if (bytes.length !== 4 && bytes.length !== 16) {
    throw new BuiltinError(`x509: cannot parse IP address of length ${bytes.length}`);
  }
  return addressText(bytes.length === 4 ? (0xffffn << 32n) | unsigned(bytes) : unsigned(bytes));
}

/** The fields of Go's `url.URL`. */
function urlJson(url: GoUrl, text: string): JsonObject {
  const isOpaque = url.host === '' && url.path === '' && url.scheme !== '';
  return {
    Scheme: url.scheme,
    Opaque: isOpaque ? text.slice(url.scheme.length + 1).replace(/[?#].*$/s, '') : '',
    User: /^[^/?#]*\/\/[^/?#]*@/.test(text) ? {} : null,
    Host: url.host,
    Path: url.path,
    RawPath: url.rawPath,
    OmitHost: url.host === '' && url.scheme !== '' && url.path !== '',
    ForceQuery: /\?(?:#.*)?$/s.test(text),
    RawQuery: url.rawQuery,
    Fragment: url.fragment,
    RawFragment: '',
  };
}

function nameConstraints(element: Der, { isCritical }: Extension): JsonObject {
  const fields: Record<string, JsonValue> = { PermittedDNSDomainsCritical: isCritical };
  for (const side of children(element, tags.sequence)) {
    const prefix = side.tag === 0xa0 ? 'Permitted' : 'Excluded';
    const bases = children(side).flatMap((subtree) => children(subtree, tags.sequence).slice(0, 1));
    const texts = (tag: number): JsonValue =>
      orNull(bases.filter((base) => base.tag === tag).map(({ content }) => bytesText(content)));
    fields[`${prefix}DNSDomains`] = texts(0x82);
    fields[`${prefix}EmailAddresses`] = texts(0x81);
    fields[`${prefix}URIDomains`] = texts(0x86);
    fields[`${prefix}IPRanges`] = orNull(
      bases
        .filter(({ tag }) => tag === 0x87)
        .map(({ content }) => {
          const half = content.length / 2;
          return { IP: ipText(content.subarray(0, half)), Mask: base64(content.subarray(half)) };
        }),
    );
  }
  return fields;
}

function distributionPoints(element: Der): JsonObject {
  const urls = children(element, tags.sequence).flatMap((point) => {
    const name = children(point, tags.sequence).find(({ tag }) => tag === 0xa0);
    const full = name === undefined ? undefined : children(name).find(({ tag }) => tag === 0xa0);
    return full === undefined ? [] : children(full).filter(({ tag }) => tag === 0x86);
  });
  return { CRLDistributionPoints: orNull(urls.map(({ content }) => bytesText(content))) };
}

function policies(element: Der): JsonObject {
  const ids = children(element, tags.sequence).map((policy) => oidOf(children(policy, tags.sequence)[0]));
  return { PolicyIdentifiers: orNull(ids.map((id) => [...id])), Policies: orNull(ids.map((id) => id.join('.'))) };
}

function policyConstraints(element: Der): JsonObject {
  const parts = children(element, tags.sequence);
  const [explicit, mapping] = [0x80, 0x81].map((wanted) => parts.find(({ tag }) => tag === wanted));
  return {
    ...(explicit ? count('RequireExplicitPolicy', Number(unsigned(explicit.content))) : {}),
    ...(mapping ? count('InhibitPolicyMapping', Number(unsigned(mapping.content))) : {}),
  };
}

function authorityAccess(element: Der): JsonObject {
  const urls: Record<string, string[]> = { '1.3.6.1.5.5.7.48.1': [], '1.3.6.1.5.5.7.48.2': [] };
  for (const access of children(element, tags.sequence)) {
    const [method, location] = children(access, tags.sequence);
    if (location?.tag === 0x86) urls[oidOf(method).join('.')]?.push(bytesText(location.content));
  }
  const [ocsp = [], issuing = []] = Object.values(urls);
  return { OCSPServer: orNull(ocsp), IssuingCertificateURL: orNull(issuing) };
}

/** The value of an attribute of a request, as far as JSON has a form for it. */
export function attributeValue(element: Der | undefined): JsonValue {
  if (element?.tag === tags.octetString) return base64(element.content);
  if (element?.tag === tags.boolean) return element.content[0] === 0xff;
  return derText(element) ?? null;
}
