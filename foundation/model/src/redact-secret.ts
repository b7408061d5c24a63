import {
  canonicalJson,
  decodeBase64,
  encodeBase64,
  encodeUtf8,
  findSecrets,
  isAssigned,
  isObject,
  isUnresolved,
  type JsonObject,
  type JsonValue,
  latin1Text,
  type PemBlock,
  pemBlocks,
  setKey,
} from '@bulwark/text';
import { record } from './fields.ts';
import type { SecretValue } from './secret-value.ts';

/** What the door lends: cryptography is its business. */
export interface SecretReader {
  /** A keyed digest, so that values can be compared within a snapshot but not guessed. */
  digest(bytes: Uint8Array): string;
  /** Type and size of a private key in PEM; undefined where it cannot be read. */
  privateKey(pem: string): { readonly type: string; readonly bits?: number } | undefined;
}

/**
 * A Secret without its values: each becomes `{digest, bytes}` and public facts derived from it (see SecretValue).
 * Annotations that repeat values become a marker with digest and length. Nothing else of the object changes.
 */
export function redactSecret(object: JsonObject, reader: SecretReader): JsonObject {
  const values = [...valuesOf(object['data'], decodeBase64), ...valuesOf(object['stringData'], encodeUtf8)];
  const result: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(object)) {
    if (field === 'metadata') result[field] = redactMetadata(value, values, reader);
    else if (field === 'data') result[field] = redactMap(value, decodeBase64, reader);
    else if (field === 'stringData') result[field] = redactMap(value, encodeUtf8, reader);
    // A misspelt field (`stringdata`) holds secrets as well as a right one.
    else setKey(result, field, plainFields.has(field) ? value : { ...factsOf(bytesOf(value), reader), invalid: true });
  }
  return result;
}

const plainFields: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'type', 'immutable']);

type Decode = (text: string) => Uint8Array | undefined;

function bytesOf(value: JsonValue): Uint8Array {
  return encodeUtf8(typeof value === 'string' ? value : canonicalJson(value));
}

/** The texts of all values, decoded and as they stand. */
function valuesOf(map: JsonValue | undefined, decode: Decode): readonly string[] {
  return Object.values(record(map)).flatMap((value) => {
    if (typeof value !== 'string') return [];
    const bytes = decode(value);
    return bytes ? [latin1Text(bytes), encodeBase64(bytes), value] : [value];
  });
}

function redactMap(map: JsonValue, decode: Decode, reader: SecretReader): JsonValue {
  if (map === null) return map;
  if (!isObject(map)) return { ...factsOf(bytesOf(map), reader), invalid: true };
  const result: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(map)) setKey(result, key, redactValue(value, decode, reader));
  return result;
}

function redactValue(value: JsonValue, decode: Decode, reader: SecretReader): JsonValue {
  if (value === null) return value;
  const bytes = typeof value === 'string' ? decode(value) : undefined;
  return bytes ? { ...factsOf(bytes, reader) } : { ...factsOf(bytesOf(value), reader), invalid: true };
}

function factsOf(bytes: Uint8Array, reader: SecretReader): JsonObject & SecretValue {
  const text = latin1Text(bytes);
  const blocks = pemBlocks(text);
  const certificates = blocks.flatMap(certificateOf);
  const key = blocks.find((block) => block.label.endsWith('PRIVATE KEY'));
  const patterns = key || certificates.length > 0 ? [] : patternsOf(text);
  return {
    digest: reader.digest(bytes),
    bytes: bytes.length,
    ...(certificates.length > 0 ? { certificates } : {}),
    ...(key ? { privateKey: keyFacts(text, key, reader) } : {}),
    ...(patterns.length > 0 ? { patterns } : {}),
    ...(isUnresolved(text) ? { unresolved: true as const } : {}),
  };
}

function patternsOf(text: string): readonly string[] {
  const ids = findSecrets(text).map((place) => place.id);
  return [...new Set(ids.filter((id) => !isAssigned(id)))].sort();
}

const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE']);

/** Written anew from its bytes, and only where they are one DER sequence: nothing else passes under this label. */
function certificateOf({ label, bytes }: PemBlock): readonly string[] {
  if (!certificateLabels.has(label) || bytes === undefined || !isSequence(bytes)) return [];
  const body = encodeBase64(bytes).replace(/.{64}(?!$)/g, '$&\n');
  return [`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`];
}

/** DER SEQUENCE whose length is that of the bytes, opening with a second SEQUENCE, as a Certificate does. */
function isSequence(bytes: Uint8Array): boolean {
  const [tag, form = 0, high = 0, low = 0] = bytes;
  if (tag !== 0x30) return false;
  if (form === 0x81) return high === bytes.length - 3 && bytes[3] === 0x30;
  return form === 0x82 && high * 256 + low === bytes.length - 4 && bytes[4] === 0x30;
}

function keyFacts(
  text: string,
  block: PemBlock,
  reader: SecretReader,
): { readonly type: string; readonly bits?: number } {
  if (block.encrypted) return { type: 'encrypted' };
  const pem = text.slice(block.start, block.end);
  return reader.privateKey(pem) ?? { type: typeByLabel.get(block.label) ?? 'unknown' };
}

const typeByLabel: ReadonlyMap<string, string> = new Map([
  ['RSA PRIVATE KEY', 'rsa'],
  ['EC PRIVATE KEY', 'ec'],
  ['DSA PRIVATE KEY', 'dsa'],
  ['OPENSSH PRIVATE KEY', 'openssh'],
]);

function redactMetadata(metadata: JsonValue, values: readonly string[], reader: SecretReader): JsonValue {
  if (!isObject(metadata) || !isObject(metadata['annotations'])) return metadata;
  const annotations: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(metadata['annotations'])) {
    setKey(annotations, key, tellsValues(key, value, values) ? marker(value, reader) : value);
  }
  return { ...metadata, annotations };
}

// Copies of the whole object that tools keep for their next three-way merge; some are compressed.
const copies: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'objectset.rio.cattle.io/applied',
  'banzaicloud.com/last-applied',
  'kopf.zalando.org/last-handled-configuration',
  'kapp.k14s.io/original',
  'openshift.io/token-secret.value',
]);
const shortestTold = 8;

function tellsValues(key: string, value: JsonValue, values: readonly string[]): boolean {
  if (copies.has(key)) return true;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  if (findSecrets(text).length > 0) return true;
  return values.some((secret) => secret.length >= shortestTold && tells(text, secret));
}

function tells(text: string, secret: string): boolean {
  return (
    text.includes(secret) ||
    text.includes(encodeURIComponent(secret.toWellFormed())) ||
    text.includes(JSON.stringify(secret).slice(1, -1))
  );
}

function marker(value: JsonValue, reader: SecretReader): string {
  const bytes = bytesOf(value);
  return `redacted: ${bytes.length} bytes, digest ${reader.digest(bytes)}`;
}
