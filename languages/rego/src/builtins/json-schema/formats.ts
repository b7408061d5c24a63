import { isList, isObject, type JsonValue } from '@bulwark/text';
import { parseAddress } from '../net/address.ts';
import { parseUrl } from '../net/go-url.ts';
import { Pattern } from '../pattern.ts';
import { succeeds } from '../succeeds.ts';
import { layoutOf } from '../time/layout.ts';
import { parseTime } from '../time/parse-time.ts';

/** Whether a value has a format of JSON Schema; what is no text has every one, and an unknown format fits all. */
export function hasFormat(format: string, value: JsonValue): boolean {
  const check = Object.hasOwn(checks, format) ? checks[format] : undefined;
  return typeof value !== 'string' || isList(value) || isObject(value) || check === undefined || check(value);
}

const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])';
const hostname = new RegExp(String.raw`^${label}(?:\.${label})*$`);
const uuid = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i;
const pointer = /^(?:\/(?:[^~/]|~0|~1)*)*$/;
const relativePointer = /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/;

const isReference = (text: string): boolean => succeeds(() => parseUrl(text)) && !text.includes('\\');
const isUri = (text: string): boolean => isReference(text) && parseUrl(text).scheme !== '';

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  date: (text) => isTime(text, '2006-01-02'),
  time: (text) => isTime(text, '15:04:05Z07:00', '15:04:05'),
  'date-time': (text) => isTime(text, '15:04:05', '15:04:05Z07:00', '2006-01-02', layoutOf('RFC3339')),
  hostname: (text) => hostname.test(text) && text.length < 256,
  email: isMailAddress,
  'idn-email': isMailAddress,
  ipv4: (text) => parseAddress(text) !== undefined && text.includes('.'),
  ipv6: (text) => parseAddress(text) !== undefined && text.includes(':'),
  uri: isUri,
  'uri-reference': isReference,
  iri: isUri,
  'iri-reference': isReference,
  'uri-template': (text) => isReference(text) && /^[^{]*(?:\{[^}]*\}[^{]*)*$/.test(parseUrl(text).path),
  uuid: (text) => uuid.test(text),
  regex: (text) => text === '' || isPattern(text),
  'json-pointer': (text) => pointer.test(text),
  'relative-json-pointer': (text) => relativePointer.test(text),
};

function isTime(text: string, ...layouts: readonly string[]): boolean {
  return layouts.some((layout) => succeeds(() => parseTime(layout, text)));
}

function isPattern(source: string): boolean {
  try {
    return new Pattern(source) !== undefined;
  } catch {
    // RE2 tells of a broken pattern by several kinds of errors.
    return false;
  }
}

/** One address of RFC 5322, with or without a name before it. */
function isMailAddress(text: string): boolean {
  const bare = /^[^<>]*<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim();
  const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]+";
  const local = String.raw`(?:${atom}(?:\.${atom})*|"(?:[^"\\]|\\.)*")`;
  const domain = String.raw`(?:${atom}(?:\.${atom})*|\[[^\]\\]*\])`;
  return new RegExp(`^${local}@${domain}$`).test(bare);
}
