import { exactNumber } from '@bulwark/text';
import { textBytes } from '../../values/byte-text.ts';
import { compareNumbers } from '../../values/compare.ts';
import { doubleOf } from '../../values/number.ts';
import { emptyObject, entriesInOrder, get } from '../../values/object.ts';
import { isArray, isNumber, type RegoObject, type RegoValue } from '../../values/value.ts';
import { decode64Url } from '../base64.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, objectAt, textAt } from '../operands.ts';
import { isSignedBy } from './signatures.ts';
import {
  decodeHeader,
  decodePart,
  readHeader,
  readObject,
  signedBytes,
  splitToken,
  type Token,
  type TokenHeader,
} from './token.ts';
import { type VerificationKey, verificationKeys } from './verification-keys.ts';

export const verifiedTokenBuiltins: readonly Builtin[] = [{ name: 'io.jwt.decode_verify', evaluate: decodeVerify }];

const unverified: RegoValue = [false, emptyObject, emptyObject];

/** Whether a token is signed by the key and meets the constraints (RFC 7519, section 7.2), with header and payload. */
function decodeVerify(args: Args, context: BuiltinContext): RegoValue {
  const constraints = readConstraints(objectAt(args, 1), context);
  let text = textAt(args, 0);
  for (;;) {
    const token = splitToken(text);
    const header = decodeHeader(token);
    const fields = readHeader(header);
    if (!fields.isValid || (constraints.alg !== '' && constraints.alg !== fields.alg)) return unverified;
    if (!isSigned(token, fields, { constraints, context })) return unverified;
    const payload = decodePart(token.payload, 'payload');
    if (fields.cty.toLowerCase() !== 'jwt') {
      const claims = readObject(payload);
      return claimsHold(claims, constraints) ? [true, header, claims] : unverified;
    }
    text = payload;
  }
}

interface Constraints {
  readonly keys: readonly VerificationKey[] | undefined;
  readonly secret: string;
  readonly alg: string;
  readonly iss: string;
  readonly aud: string;
  /** Nanoseconds since 1970, as the double that OPA keeps. */
  readonly time: number;
}

function readConstraints(object: RegoObject, context: BuiltinContext): Constraints {
  const texts = { secret: '', alg: '', iss: '', aud: '' };
  let keys: readonly VerificationKey[] | undefined;
  let time: number | undefined;
  for (const [key, value] of entriesInOrder(object)) {
    if (key === 'cert') keys = verificationKeys(constraintText('cert', value));
    else if (key === 'time') time = timeOf(value);
    else if (key === 'secret' || key === 'alg' || key === 'iss' || key === 'aud')
      texts[key] = constraintText(key, value);
    else throw new BuiltinError(`unknown token validation constraint: ${String(key)}`);
  }
  if (keys !== undefined && texts.secret !== '') throw new BuiltinError('duplicate key constraints');
  if (keys === undefined && texts.secret === '') throw new BuiltinError('no key constraint');
  return { ...texts, keys, time: time ?? Number(context.now()) };
}

function constraintText(name: string, value: RegoValue): string {
  if (typeof value === 'string') return value;
  throw new BuiltinError(`${name} constraint: must be a string`);
}

function timeOf(value: RegoValue): number {
  if (!isNumber(value)) throw new BuiltinError('token time constraint: must be a number');
  const time = doubleOf(value);
  if (!Number.isFinite(time)) throw new BuiltinError('token time constraint: unvalid float64');
  if (time < 0) throw new BuiltinError('token time constraint: must not be negative');
  return time;
}

interface Judge {
  readonly constraints: Constraints;
  readonly context: BuiltinContext;
}

function isSigned(token: Token, { alg, kid }: TokenHeader, { constraints, context }: Judge): boolean {
  const signed = { algorithm: alg, data: signedBytes(token), signature: decode64Url(token.signature) };
  const { keys, secret } = constraints;
  if (keys === undefined) return isSignedBy({ secret: textBytes(secret) }, signed, context);
  const named = kid === '' ? undefined : keys.find(({ id }) => id === kid);
  if (named !== undefined) return isSignedBy(named.key, signed, context);
  return keys.some((key) => (key.algorithm === '' || key.algorithm === alg) && isSignedBy(key.key, signed, context));
}

function claimsHold(claims: RegoObject, { iss, aud, time }: Constraints): boolean {
  if (iss !== '' && get(claims, 'iss') !== iss) return false;
  const audience = get(claims, 'aud');
  if (audience === undefined ? aud !== '' : !isAudience(audience, aud)) return false;
  const seconds = exactNumber(String(time / 1e9));
  const expires = secondsOf(claims, 'exp');
  if (expires !== undefined && compareNumbers(seconds, expires) >= 0) return false;
  const begins = secondsOf(claims, 'nbf');
  return begins === undefined || compareNumbers(seconds, begins) >= 0;
}

function isAudience(audience: RegoValue, aud: string): boolean {
  return audience === aud || (isArray(audience) && audience.includes(aud));
}

function secondsOf(claims: RegoObject, name: 'exp' | 'nbf') {
  const value = get(claims, name);
  if (value === undefined || isNumber(value)) return value;
  throw new BuiltinError(`${name} value must be a number`);
}
