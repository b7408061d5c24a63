import { textBytes } from '../../values/byte-text.ts';
import { readJson } from '../../values/from-json.ts';
import { get } from '../../values/object.ts';
import { jsonTextOf } from '../../values/to-json.ts';
import { isObject, type RegoValue } from '../../values/value.ts';
import { decode64Url, encode64, hexText } from '../base64.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, operand, textAt } from '../operands.ts';
import { isSignedBy, signWith } from './signatures.ts';
import { decodeHeader, decodePart, readHeader, readObject, signedBytes, splitToken } from './token.ts';
import { tokenAlgorithms, verificationKeys, webKeySet } from './verification-keys.ts';

const sizes = ['256', '384', '512'];

export const tokenBuiltins: readonly Builtin[] = [
  { name: 'io.jwt.decode', evaluate: (args) => decode(textAt(args, 0)) },
  ...['rs', 'ps', 'es'].flatMap((family) =>
    sizes.map((size) => verifier(family + size, `${family}${size}`.toUpperCase())),
  ),
  verifier('eddsa', 'EdDSA'),
  ...sizes.map(secretVerifier),
  { name: 'io.jwt.encode_sign', evaluate: encodeSign },
  { name: 'io.jwt.encode_sign_raw', evaluate: encodeSignRaw },
];

/** Header, payload and signature of a token, unverified; of a token in a token, the inner one. */
function decode(text: string): RegoValue {
  const token = splitToken(text);
  const header = decodeHeader(token);
  const payload = decodePart(token.payload, 'payload');
  if (get(header, 'cty') === 'JWT') return decode(payload.replace(/^["']+|["']+$/g, ''));
  const claims = readObject(payload);
  decodePart(token.signature, 'signature');
  return [header, claims, hexText(decode64Url(token.signature))];
}

function verifier(name: string, algorithm: string): Builtin {
  return { name: `io.jwt.verify_${name}`, evaluate: (args, context) => verify(args, algorithm, context) };
}

function verify(args: Args, algorithm: string, context: BuiltinContext): boolean {
  const token = splitToken(textAt(args, 0));
  const keys = verificationKeys(textAt(args, 1));
  const signature = decode64Url(token.signature);
  const { alg, kid } = readHeader(decodeHeader(token));
  const signed = { algorithm, data: signedBytes(token), signature };
  const named = kid === '' ? undefined : keys.find(({ id }) => id === kid);
  if (named !== undefined) return isSignedBy(named.key, signed, context);
  return keys.some((key) => (key.algorithm === '' || key.algorithm === alg) && isSignedBy(key.key, signed, context));
}

function secretVerifier(size: string): Builtin {
  return {
    name: `io.jwt.verify_hs${size}`,
    evaluate: (args, context) => {
      const text = textAt(args, 0);
      const secret = textBytes(textAt(args, 1));
      const token = splitToken(text);
      const signed = { algorithm: `HS${size}`, data: signedBytes(token), signature: decode64Url(token.signature) };
      return isSignedBy({ secret }, signed, context);
    },
  };
}

function encodeSign(args: Args, context: BuiltinContext): string {
  const [header, payload, key] = [operand(args, 0), operand(args, 1), operand(args, 2)].map(jsonTextOf);
  return signToken({ header: header ?? '', payload: payload ?? '', key: key ?? '' }, context);
}

function encodeSignRaw(args: Args, context: BuiltinContext): string {
  const key = textAt(args, 2);
  return signToken({ header: textAt(args, 0), payload: textAt(args, 1), key }, context);
}

interface Unsigned {
  readonly header: string;
  readonly payload: string;
  readonly key: string;
}

function signToken({ header, payload, key }: Unsigned, context: BuiltinContext): string {
  const [jwk] = webKeySet(key);
  if (jwk === undefined) throw new BuiltinError('no keys found in JWK set');
  if (header === '') {
    throw new BuiltinError("missing or invalid 'alg' header: cannot parse JSON: cannot parse empty string");
  }
  const algorithm = headerText(header, 'alg');
  if (algorithm === undefined) {
    throw new BuiltinError(`missing or invalid 'alg' header: jwsbb: header "alg" not found`);
  }
  if (!tokenAlgorithms.has(algorithm)) throw new BuiltinError(`unknown JWS algorithm: ${algorithm}`);
  const type = headerText(header, 'typ');
  if ((type === undefined || type === 'JWT') && !isJsonText(payload)) {
    throw new BuiltinError('type is JWT but payload is not JSON');
  }
  const signed = `${encodeUrl(textBytes(header))}.${encodeUrl(textBytes(payload))}`;
  return `${signed}.${encodeUrl(signWith(jwk, algorithm, textBytes(signed), context))}`;
}

function headerText(header: string, name: string): string | undefined {
  const reading = readJson(header);
  const value = 'value' in reading && isObject(reading.value) ? get(reading.value, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isJsonText(text: string): boolean {
  const reading = readJson(text);
  return 'value' in reading || reading.isJson === true;
}

function encodeUrl(bytes: Uint8Array): string {
  return encode64(bytes, 'url').replace(/=+$/, '');
}
