import { bytesText } from '../../values/byte-text.ts';
import { writtenInteger } from '../../values/number.ts';
import { entriesInOrder } from '../../values/object.ts';
import { membersInOrder } from '../../values/set.ts';
import { isArray, isNumber, isSet, type RegoObject, type RegoValue } from '../../values/value.ts';
import { decode64, encode64 } from '../base64.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, objectAt, textAt } from '../operands.ts';
import { type Certificate, parseCertificate, parseCertificates, withUriTexts } from './certificate.ts';
import { parseCertificateRequest } from './certificate-request.ts';
import { cryptoOf } from './hashes.ts';
import { allPem, decodePem, looksLikePem } from './pem.ts';
import { belongTogether, pemText, privateKeyJson, privateKeysOf } from './private-keys.ts';
import { type ChainOptions, verifyChain } from './verify-chain.ts';

export const x509Builtins: readonly Builtin[] = [
  { name: 'crypto.x509.parse_certificates', evaluate: (args) => certificatesOf(textAt(args, 0)).map(withUriTexts) },
  {
    name: 'crypto.x509.parse_certificate_request',
    evaluate: (args) => parseCertificateRequest(requestBytes(textAt(args, 0))),
  },
  { name: 'crypto.x509.parse_and_verify_certificates', evaluate: verify },
  { name: 'crypto.x509.parse_and_verify_certificates_with_options', evaluate: verifyWithOptions },
  { name: 'crypto.x509.parse_keypair', evaluate: keyPair },
  { name: 'crypto.x509.parse_rsa_private_key', evaluate: webKey },
  { name: 'crypto.parse_private_keys', evaluate: privateKeys },
];

/** PEM, base64 of PEM, or base64 of DER. */
function certificatesOf(text: string): readonly Certificate[] {
  if (looksLikePem(text)) return pemCertificates(text);
  const bytes = decode64(text, 'standard');
  const decoded = bytesText(bytes);
  return looksLikePem(decoded) ? pemCertificates(decoded) : parseCertificates(bytes);
}

function pemCertificates(text: string): readonly Certificate[] {
  return allPem(text).flatMap(({ type, bytes }) => {
    if (type !== 'CERTIFICATE') throw new BuiltinError(`PEM block type is '${type}', expected CERTIFICATE`);
    return parseCertificates(bytes);
  });
}

function requestBytes(text: string): Uint8Array {
  const isPem = text.startsWith('-----BEGIN CERTIFICATE REQUEST-----');
  const bytes = isPem ? undefined : decode64(text, 'standard');
  const pem = decodePem(bytes === undefined ? text : bytesText(bytes));
  if (pem !== undefined && pem.type !== 'CERTIFICATE REQUEST') {
    throw new BuiltinError('invalid PEM-encoded certificate signing request');
  }
  return pem?.bytes ?? bytes ?? new Uint8Array();
}

const serverAuth = 1;

function verify(args: Args, context: BuiltinContext): RegoValue {
  const options = { now: secondsOf(context.now()), dnsName: '', usages: [serverAuth] };
  const chain = attempt(() => verifyChain(certificatesOf(textAt(args, 0)), options, cryptoOf(context)));
  return chain === undefined ? [false, []] : [true, chain.map(withUriTexts)];
}

function verifyWithOptions(args: Args, context: BuiltinContext): RegoValue {
  const text = textAt(args, 0);
  const options = readOptions(objectAt(args, 1), context);
  const chain = attempt(() => verifyChain(certificatesOf(text), options, cryptoOf(context)));
  return chain === undefined ? [false, []] : [true, chain.map(({ json }) => json)];
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof BuiltinError) return undefined;
    throw error;
  }
}

function secondsOf(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000_000n);
}

function readOptions(given: RegoObject, context: BuiltinContext): ChainOptions {
  let options: ChainOptions = { now: secondsOf(context.now()), dnsName: '', usages: [serverAuth] };
  for (const [key, value] of entriesInOrder(given)) {
    if (key === 'DNSName') {
      if (typeof value !== 'string') throw new BuiltinError("'DNSName' should be a string");
      options = { ...options, dnsName: value.replace(/^"+|"+$/g, '') };
    } else if (key === 'CurrentTime') options = { ...options, now: secondsOf(integerOption(key, value)) };
    else if (key === 'MaxConstraintComparisons') integerOption(key, value);
    else if (key === 'KeyUsages') options = { ...options, usages: usagesOf(value) };
    else if (typeof key === 'string') throw new BuiltinError('invalid key option');
  }
  return options;
}

function integerOption(key: string, value: RegoValue): bigint {
  if (!isNumber(value)) throw new BuiltinError(`'${key}' should be a number`);
  const integer = writtenInteger(value);
  if (integer !== undefined) return integer;
  throw new BuiltinError(`'${key}' should be a valid ${key === 'CurrentTime' ? 'int64 ' : ''}number`);
}

const usageNames = [
  'Any',
  'ServerAuth',
  'ClientAuth',
  'CodeSigning',
  'EmailProtection',
  'IPSECEndSystem',
  'IPSECTunnel',
  'IPSECUser',
  'TimeStamping',
  'OCSPSigning',
  'MicrosoftServerGatedCrypto',
  'NetscapeServerGatedCrypto',
  'MicrosoftCommercialCodeSigning',
  'MicrosoftKernelCodeSigning',
].map((name) => `KeyUsage${name}`);

function usagesOf(value: RegoValue): readonly number[] {
  const items = isArray(value) ? value : isSet(value) ? membersInOrder(value) : undefined;
  if (items === undefined) throw new BuiltinError("'KeyUsages' should be an Array or Set");
  const names = items.filter((item) => typeof item === 'string').map((name) => name.replace(/^"+|"+$/g, ''));
  const unknown = names.filter((name) => !usageNames.includes(name));
  if (unknown.length > 0) throw new BuiltinError(`invalid entries for 'KeyUsages' found: [${unknown.join(' ')}]`);
  return names.length === 0 ? [serverAuth] : names.map((name) => usageNames.indexOf(name));
}

function keyPair(args: Args, context: BuiltinContext): RegoValue {
  const chain = allPem(pemOf(textAt(args, 0), 'CERTIFICATE')).filter(({ type }) => type === 'CERTIFICATE');
  const [first] = chain;
  if (first === undefined) throw new BuiltinError('tls: failed to find any PEM data in certificate input');
  const [jwk] = privateKeysOf(pemOf(textAt(args, 1), 'PRIVATE KEY'), context);
  if (jwk === undefined) throw new BuiltinError('tls: failed to find any PEM data in key input');
  const leaf = parseCertificate(first.bytes);
  const privateKey = privateKeyJson(jwk);
  if (!belongTogether(leaf.publicKey.json, privateKey)) {
    throw new BuiltinError('tls: private key does not match public key');
  }
  return {
    Certificate: chain.map(({ bytes }) => encode64(bytes, 'standard')),
    PrivateKey: privateKey,
    SupportedSignatureAlgorithms: null,
    OCSPStaple: null,
    SignedCertificateTimestamps: null,
    Leaf: leaf.json,
  };
}

/** PEM as it is, or made of base64 of PEM or DER. */
function pemOf(text: string, type: string): string {
  if (text.startsWith('-----BEGIN ')) return text;
  const bytes = decode64(text, 'standard');
  const decoded = bytesText(bytes);
  return looksLikePem(decoded) ? decoded : pemText(type, bytes);
}

function webKey(args: Args, context: BuiltinContext): RegoValue {
  const text = textAt(args, 0);
  if (text === '') throw new BuiltinError('input PEM data was empty');
  const pem = looksLikePem(text) ? text : bytesText(decode64(text, 'standard'));
  return privateKeysOf(pem, context)[0] ?? null;
}

function privateKeys(args: Args, context: BuiltinContext): RegoValue {
  const text = textAt(args, 0);
  return text === '' ? null : privateKeysOf(text, context).map(privateKeyJson);
}
