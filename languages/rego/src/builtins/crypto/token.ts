import { bytesText, textBytes } from '../../values/byte-text.ts';
import { readJson } from '../../values/from-json.ts';
import { entriesInOrder, get } from '../../values/object.ts';
import { isArray, isObject, type RegoObject, type RegoValue } from '../../values/value.ts';
import { decode64Url } from '../base64.ts';
import { BuiltinError } from '../builtin.ts';

/** A JSON Web Token in its compact form (RFC 7515), its parts as they stand. */
export interface Token {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

export function splitToken(text: string): Token {
  if (!text.includes('.')) throw new BuiltinError('encoded JWT had no period separators');
  const parts = text.split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) throw new BuiltinError(`encoded JWT must have 3 sections, found ${parts.length}`);
  return { header, payload, signature };
}

/** What the signature signs. */
export function signedBytes({ header, payload }: Token): Uint8Array {
  return textBytes(`${header}.${payload}`);
}

export function decodeHeader({ header }: Token): RegoObject {
  const text = decodePart(header, 'header');
  const object = annotated('bad JWT header: ', () => readObject(text));
  if (get(object, 'enc') !== undefined) throw new BuiltinError('JWT is a JWE object, which is not supported');
  return object;
}

export function decodePart(part: string, name: 'header' | 'payload' | 'signature'): string {
  return annotated(`JWT ${name} had invalid encoding: `, () => bytesText(decode64Url(part)));
}

function annotated<Value>(prefix: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof BuiltinError) throw new BuiltinError(prefix + error.message);
    throw error;
  }
}

export function readObject(text: string): RegoObject {
  const reading = readJson(text);
  if ('problem' in reading) throw new BuiltinError(`invalid JSON: ${reading.problem}`);
  if (!isObject(reading.value)) throw new BuiltinError('decoded JSON type was not an Object');
  return reading.value;
}

/** The registered parameters of a header (RFC 7515, section 4.1). */
export interface TokenHeader {
  readonly alg: string;
  readonly kid: string;
  readonly cty: string;
  /** False where a parameter that must be understood is not, or the algorithm is missing. */
  readonly isValid: boolean;
}

const registered: ReadonlySet<string> = new Set(['alg', 'kid', 'typ', 'cty']);

export function readHeader(header: RegoObject): TokenHeader {
  const texts = new Map<string, string>();
  const unknown: RegoValue[] = [];
  let critical: ReadonlySet<RegoValue> = new Set();
  for (const [key, value] of entriesInOrder(header)) {
    if (key === 'crit') critical = criticalOf(value);
    else if (typeof key !== 'string' || !registered.has(key)) unknown.push(key);
    else if (typeof value === 'string') texts.set(key, value);
    else throw new BuiltinError(`${key}: must be a string`);
  }
  const alg = texts.get('alg') ?? '';
  const isValid = alg !== '' && !unknown.some((key) => critical.has(key));
  return { alg, kid: texts.get('kid') ?? '', cty: texts.get('cty') ?? '', isValid };
}

function criticalOf(value: RegoValue): ReadonlySet<RegoValue> {
  if (!isArray(value)) throw new BuiltinError('crit: must be a list');
  const stop = value.findIndex((item) => typeof item !== 'string');
  const names = new Set(stop === -1 ? value : value.slice(0, stop));
  if (names.size === 0) throw new BuiltinError('crit: must be a nonempty list');
  return names;
}
