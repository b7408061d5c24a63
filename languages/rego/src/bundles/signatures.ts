import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { decode64Url, encode64, hexText } from '../builtins/base64.ts';
import { type BuiltinContext, BuiltinError, type CryptoPort, type HashAlgorithm } from '../builtins/builtin.ts';
import { isSignedBy, signWith } from '../builtins/crypto/signatures.ts';
import { tokenAlgorithms, verificationKeys } from '../builtins/crypto/verification-keys.ts';
import { QueryContext } from '../evaluate/host.ts';
import { bytesText, textBytes } from '../values/byte-text.ts';
import { readJson } from '../values/from-json.ts';
import { canonicalText } from './canonical-text.ts';
import type { BundleFile } from './tar.ts';

/** How signatures of bundles are checked. */
export interface VerificationKey {
  readonly crypto: CryptoPort;
  /** PEM of a public key or certificate, a JSON Web Key, or the secret of HS256, HS384, HS512. */
  readonly key: string;
  /** RS256 unless told. */
  readonly algorithm?: string;
  readonly scope?: string;
}

/** How a bundle is signed. */
export interface SigningKey {
  readonly crypto: CryptoPort;
  /** A private JSON Web Key; `{kty: "oct", k}` for a secret. */
  readonly jwk: JsonObject;
  /** RS256 unless told. */
  readonly algorithm?: string;
  /** `default` unless told. */
  readonly keyId?: string;
  /** More claims of the token: `scope`, `iss` … */
  readonly claims?: JsonObject;
}

const signaturesFile = '.signatures.json';

/** Why a bundle is not the one that was signed; undefined where it is. The place is a file of the bundle. */
export interface SignatureProblem {
  readonly path: string;
  readonly message: string;
}

/** Checks `.signatures.json`: the token by the key, then that it names every file with its very digest, and no other. */
export function verifyFiles(files: readonly BundleFile[], given: VerificationKey): SignatureProblem | undefined {
  const claims = verifiedClaims(files, given);
  if (typeof claims === 'string') return { path: signaturesFile, message: claims };
  const named = isList(claims['files']) ? claims['files'].filter(isObject) : [];
  const expected = new Map(named.map((file) => [String(file['name']).replace(/^\//, ''), file]));
  for (const file of files) {
    if (file.path === signaturesFile) continue;
    const signed = expected.get(file.path);
    if (signed === undefined) return { path: file.path, message: 'not included in the bundle signature' };
    const message = digestProblem(file, signed, given.crypto);
    if (message !== undefined) return { path: file.path, message };
    expected.delete(file.path);
  }
  const [missing] = expected.keys();
  return missing === undefined ? undefined : { path: missing, message: 'signed, but missing from the bundle' };
}

function verifiedClaims(files: readonly BundleFile[], given: VerificationKey): JsonObject | string {
  const file = files.find(({ path }) => path === signaturesFile);
  if (file === undefined) return 'missing: the bundle is not signed';
  const reading = readJson(bytesText(file.bytes));
  if ('problem' in reading) return reading.problem;
  const tokens = isObject(reading.value) ? reading.value['signatures'] : undefined;
  if (!isList(tokens) || tokens.length !== 1) return 'expected exactly one signature in "signatures"';
  const [head, body, signature] = String(tokens[0]).split('.');
  if (head === undefined || body === undefined || signature === undefined) return 'expected a JSON Web Token';
  try {
    const { algorithm = 'RS256' } = given;
    const claims = jsonOf(body);
    if (!isObject(claims)) return 'the claims of the token are no object';
    const header = jsonOf(head);
    if (!isObject(header) || header['alg'] !== algorithm) return `the token is not signed with ${algorithm}`;
    const signed = { algorithm, data: textBytes(`${head}.${body}`), signature: decode64Url(signature) };
    if (!isSignedBy(keyOf(given), signed, contextOf(given.crypto))) return 'the signature is not that of the key';
    const scope = claims['scope'] ?? '';
    return scope === (given.scope ?? '') ? claims : `scope mismatch: found ${JSON.stringify(scope)}`;
  } catch (error) {
    if (error instanceof BuiltinError) return error.message;
    throw error;
  }
}

function jsonOf(part: string): JsonValue {
  const reading = readJson(bytesText(decode64Url(part)));
  if ('problem' in reading) throw new BuiltinError(reading.problem);
  return reading.value;
}

function keyOf({ key, algorithm = 'RS256' }: VerificationKey): Parameters<typeof isSignedBy>[0] {
  if (!tokenAlgorithms.has(algorithm)) throw new BuiltinError(`unknown signature algorithm: ${algorithm}`);
  if (algorithm.startsWith('HS')) return { secret: textBytes(key) };
  const [first] = verificationKeys(key);
  if (first === undefined) throw new BuiltinError('the verification key holds no key');
  return first.key;
}

function contextOf(crypto: CryptoPort): BuiltinContext {
  return new QueryContext({ crypto }, { count: () => undefined, note: undefined });
}

const hashes: Readonly<Record<string, HashAlgorithm>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function digestProblem(file: BundleFile, signed: JsonObject, crypto: CryptoPort): string | undefined {
  const { algorithm, hash } = signed;
  const name = typeof algorithm === 'string' && Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined;
  if (name === undefined) return `unsupported hashing algorithm: ${String(algorithm)}`;
  const content = signedBytes(file);
  if (typeof content === 'string') return content;
  const found = hexText(crypto.hash(name, content));
  return found === hash ? undefined : `digest mismatch (want: ${String(hash)}, got: ${found})`;
}

const structured = new Set(['.manifest', 'data.json', 'data.yaml', 'data.yml', 'signatures.json', 'patch.json']);

/** Documents count by what they say, everything else by its bytes. */
function signedBytes(file: BundleFile): Uint8Array | string {
  if (!structured.has(file.path.split('/').at(-1) ?? '')) return file.bytes;
  const text = canonicalText(file);
  return 'message' in text ? text.message : textBytes(text.text);
}

/** `.signatures.json` of these files. Throws BuiltinError for a key that cannot sign so. */
export function signFiles(files: readonly BundleFile[], given: SigningKey): BundleFile {
  const { crypto, jwk, algorithm = 'RS256', keyId = 'default', claims = {} } = given;
  const signed = files.map((file) => {
    const content = signedBytes(file);
    if (typeof content === 'string') throw new BuiltinError(`${file.path}: ${content}`);
    return { name: file.path, hash: hexText(crypto.hash('sha256', content)), algorithm: 'SHA-256' };
  });
  const head = base64Json({ alg: algorithm, kid: keyId, typ: 'JWT' });
  const body = base64Json({ ...claims, files: signed, keyid: keyId });
  const signature = signWith(jwk, algorithm, textBytes(`${head}.${body}`), contextOf(crypto));
  const token = `${head}.${body}.${unpadded(signature)}`;
  const text = `${JSON.stringify({ signatures: [token], plugin: '_default' }, undefined, 1)}\n`;
  return { path: signaturesFile, bytes: textBytes(text) };
}

function base64Json(value: object): string {
  return unpadded(textBytes(JSON.stringify(value)));
}

function unpadded(bytes: Uint8Array): string {
  return encode64(bytes, 'url').replace(/=+$/, '');
}
