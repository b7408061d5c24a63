import { textBytes } from '../../values/byte-text.ts';
import { compareText } from '../../values/compare.ts';
import { writtenInteger } from '../../values/number.ts';
import { entriesOf, get, ObjectBuilder } from '../../values/object.ts';
import { printValue } from '../../values/print-value.ts';
import { setOf } from '../../values/set.ts';
import { jsonTextOf } from '../../values/to-json.ts';
import { isObject, kindOf, type RegoObject, type RegoValue } from '../../values/value.ts';
import { hexText } from '../base64.ts';
import type { Builtin, BuiltinContext } from '../builtin.ts';
import { hashesOf } from '../crypto/hashes.ts';
import { type Args, numberAt, objectAt, operandError } from '../operands.ts';
import { wallTime } from '../time/calendar.ts';
import { formatTime } from '../time/format-time.ts';
import { escapedPath, parseUrl } from './go-url.ts';
import { checkRequest } from './request.ts';

export const awsBuiltins: readonly Builtin[] = [{ name: 'providers.aws.sign_req', evaluate: signRequest }];

/** The request with the headers of AWS Signature Version 4. */
function signRequest(args: Args, context: BuiltinContext): RegoObject {
  const request = objectAt(args, 0);
  const config = objectAt(args, 1);
  checkConfig(config);
  const time = writtenInteger(numberAt(args, 2));
  if (time === undefined) throw operandError(2, 'could not convert time_ns value into a unix timestamp');
  checkRequest(args, 0);
  const headers = headersOf(request);
  checkTexts(request);
  const isUnsigned = get(config, 'disable_payload_signing') ?? false;
  if (typeof isUnsigned !== 'boolean') {
    throw operandError(1, "invalid value for 'disable_payload_signing' in AWS config");
  }
  const hash = isUnsigned ? 'UNSIGNED-PAYLOAD' : hexText(hashesOf(context).hash('sha256', bodyOf(request)));
  const signed = { request, config, headers, hash, stamp: stampOf(time) };
  const builder = new ObjectBuilder();
  for (const [key, value] of entriesOf(request)) builder.set(key, value);
  return builder.set('headers', signedHeaders(signed, context)).build();
}

const required = ['aws_access_key', 'aws_region', 'aws_secret_access_key', 'aws_service'];

function checkConfig(config: RegoObject): void {
  const missing = required.filter((key) => get(config, key) === undefined);
  if (missing.length > 0) {
    throw operandError(1, `missing required AWS config parameters(s): ${printValue(setOf(missing))}`);
  }
  const invalid = required.filter((key) => typeof get(config, key) !== 'string');
  if (invalid.length === 0) return;
  throw operandError(1, `invalid values for required AWS config parameters(s): ${printValue(setOf(invalid))}`);
}

function headersOf(request: RegoObject): ReadonlyMap<string, string> {
  const headers = get(request, 'headers');
  if (headers === undefined) return new Map();
  if (!isObject(headers)) throw operandError(-1, `must be object but got ${kindOf(headers)}`);
  return new Map(Array.from(entriesOf(headers), ([key, value]) => [text(key), text(value)] as const));
}

function text(value: RegoValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function checkTexts(request: RegoObject): void {
  const invalid = ['method', 'url'].filter((key) => typeof get(request, key) !== 'string');
  if (invalid.length === 0) return;
  throw operandError(0, `invalid values for required request parameters(s): ${printValue(setOf(invalid))}`);
}

function bodyOf(request: RegoObject): Uint8Array {
  const raw = get(request, 'raw_body');
  if (raw !== undefined) return textBytes(text(raw));
  const body = get(request, 'body');
  return textBytes(body === undefined ? '' : jsonTextOf(body));
}

function stampOf(nanoseconds: bigint): string {
  const wall = wallTime(Number(nanoseconds / 1_000_000_000n), 0);
  return formatTime({ wall, offset: 0, zoneName: 'UTC' }, '20060102T150405Z');
}

interface Signing {
  readonly request: RegoObject;
  readonly config: RegoObject;
  readonly headers: ReadonlyMap<string, string>;
  readonly hash: string;
  readonly stamp: string;
}

const unsignedHeaders: ReadonlySet<string> = new Set(['authorization', 'user-agent', 'x-amzn-trace-id']);

function signedHeaders(signing: Signing, context: BuiltinContext): RegoObject {
  const { config, headers, hash, stamp } = signing;
  const service = text(get(config, 'aws_service'));
  const own = new Map([
    ['host', parseUrl(text(get(signing.request, 'url'))).host],
    ['x-amz-date', stamp],
  ]);
  if (service === 's3' || service === 'glacier') own.set('x-amz-content-sha256', hash);
  const token = text(get(config, 'aws_session_token'));
  if (token !== '') own.set('x-amz-security-token', token);
  const toSign = new Map(own);
  for (const [key, value] of headers) if (!unsignedHeaders.has(key.toLowerCase())) toSign.set(key.toLowerCase(), value);
  const builder = new ObjectBuilder();
  for (const [key, value] of headers) builder.set(key, value);
  builder.set('Authorization', authorization(signing, toSign, context));
  for (const [key, value] of own) builder.set(key, value);
  return builder.build();
}

function authorization(signing: Signing, headers: ReadonlyMap<string, string>, context: BuiltinContext): string {
  const { request, config, hash, stamp } = signing;
  const hashes = hashesOf(context);
  const url = parseUrl(text(get(request, 'url')));
  const names = [...headers.keys()].sort(compareText);
  const lines = names.map((name) => `${name}:${headers.get(name) ?? ''}\n`).join('');
  const canonical = [text(get(request, 'method')), escapedPath(url), url.rawQuery, lines, names.join(';'), hash].join(
    '\n',
  );
  const date = stamp.slice(0, 8);
  const scope = [date, text(get(config, 'aws_region')), text(get(config, 'aws_service')), 'aws4_request'];
  const digest = hexText(hashes.hash('sha256', textBytes(canonical)));
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope.join('/'), digest].join('\n');
  const secret = textBytes(`AWS4${text(get(config, 'aws_secret_access_key'))}`);
  const key = scope.reduce((held, part) => hashes.hmac('sha256', held, textBytes(part)), secret);
  const signature = hexText(hashes.hmac('sha256', key, textBytes(toSign)));
  const credential = [text(get(config, 'aws_access_key')), ...scope].join('/');
  return `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names.join(';')},Signature=${signature}`;
}
