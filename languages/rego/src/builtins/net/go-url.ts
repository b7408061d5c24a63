import { bytesText, textBytes } from '../../values/byte-text.ts';
import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { isV4, parseAddress } from './address.ts';

/** A URL as Go's `net/url` takes it apart. */
export interface GoUrl {
  readonly scheme: string;
  /** With the port. */
  readonly host: string;
  readonly path: string;
  /** Empty where it is what escaping the path gives. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly fragment: string;
}

/** Takes a URL apart. Throws BuiltinError as Go words it. */
export function parseUrl(text: string): GoUrl {
  const hash = text.indexOf('#');
  const main = hash === -1 ? text : text.slice(0, hash);
  const url = named(main, () => parseMain(main));
  const fragment = hash === -1 ? '' : named(text, () => decoded(text.slice(hash + 1), 'other'));
  return { ...url, fragment };
}

function named<Value>(text: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BuiltinError) throw new BuiltinError(`parse ${quote(text)}: ${error.message}`);
    throw error;
  }
}

function parseMain(text: string): Omit<GoUrl, 'fragment'> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new BuiltinError('net/url: invalid control character in URL');
  const empty = { scheme: '', host: '', path: '', rawPath: '', rawQuery: '' };
  if (text === '*') return { ...empty, path: '*' };
  if (text.startsWith(':')) throw new BuiltinError('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const behind = scheme === '' ? text : text.slice(scheme.length + 1);
  const mark = behind.indexOf('?');
  const rest = mark === -1 ? behind : behind.slice(0, mark);
  const base = { ...empty, scheme: scheme.toLowerCase(), rawQuery: mark === -1 ? '' : behind.slice(mark + 1) };
  if (!rest.startsWith('/') && scheme !== '') return base;
  if (/^[^/]*:/.test(rest)) throw new BuiltinError('first path segment in URL cannot contain colon');
  return { ...base, ...authorityAndPath(base.scheme, rest) };
}

function authorityAndPath(scheme: string, rest: string): Pick<GoUrl, 'host' | 'path' | 'rawPath'> {
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const slash = hasAuthority ? rest.indexOf('/', 2) : 0;
  const authority = hasAuthority ? rest.slice(2, slash === -1 ? undefined : slash) : '';
  const path = slash === -1 ? '' : rest.slice(slash);
  return { host: hasAuthority ? hostOf(scheme, authority) : '', ...pathOf(path) };
}

function hostOf(scheme: string, authority: string): string {
  const at = authority.lastIndexOf('@');
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at === -1) return host;
  const user = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new BuiltinError('net/url: invalid userinfo');
  decoded(user, 'other');
  return host;
}

function parseHost(scheme: string, host: string): string {
  const open = host.lastIndexOf('[');
  if (open > 0) throw new BuiltinError('invalid IP-literal');
  if (open === 0) return addressLiteral(host);
  const colon = host.indexOf(':');
  if (colon !== -1) {
    const strict = scheme === 'http' || scheme === 'https';
    checkPort(host.slice(strict ? colon : host.lastIndexOf(':')));
  }
  return decoded(host, 'host');
}

function addressLiteral(host: string): string {
  const close = host.lastIndexOf(']');
  if (close === -1) throw new BuiltinError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const inner = host.slice(1, close);
  const zone = inner.indexOf('%25');
  const name =
    zone === -1 ? decoded(inner, 'host') : decoded(inner.slice(0, zone), 'host') + decoded(inner.slice(zone), 'zone');
  const address = parseAddress(name.split('%')[0] ?? '');
  if (address === undefined) throw new BuiltinError(`invalid host: ParseAddr(${quote(name)}): unable to parse IP`);
  if (isV4(address) && !name.includes(':')) throw new BuiltinError('invalid IP-literal');
  return `[${name}]${port}`;
}

function checkPort(text: string): void {
  if (!/^(?::[0-9]*)?$/.test(text)) throw new BuiltinError(`invalid port ${quote(text)} after host`);
}

type Part = 'host' | 'zone' | 'path' | 'other';

/** Undoes percent-encoding; a host may encode only what is not ASCII. */
function decoded(text: string, part: Part): string {
  const wrong = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text);
  if (wrong !== null) throw new BuiltinError(`invalid URL escape ${quote(wrong[0])}`);
  if (part === 'host' || part === 'zone') checkHost(text, part);
  if (!text.includes('%')) return text;
  const bytes: number[] = [];
  for (const piece of text.match(/%..|[^%]+/gs) ?? []) {
    if (piece.startsWith('%')) bytes.push(Number.parseInt(piece.slice(1), 16));
    else for (const byte of textBytes(piece)) bytes.push(byte);
  }
  return bytesText(Uint8Array.from(bytes));
}

const hostCharacter = /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/;

function checkHost(text: string, part: 'host' | 'zone'): void {
  for (const [pair] of text.matchAll(/%../g)) {
    const code = Number.parseInt(pair.slice(1), 16);
    const isAllowed =
      part === 'host'
        ? code >= 0x80 || pair === '%25'
        : pair === '%25' || code === 0x20 || hostCharacter.test(String.fromCharCode(code));
    if (!isAllowed) throw new BuiltinError(`invalid URL escape ${quote(pair)}`);
  }
  for (const character of text.replace(/%../g, '')) {
    if (character < '\u0080' && !hostCharacter.test(character)) {
      throw new BuiltinError(`invalid character ${quote(character)} in host name`);
    }
  }
}

function pathOf(text: string): { readonly path: string; readonly rawPath: string } {
  const path = decoded(text, 'path');
  return { path, rawPath: escapePath(path) === text ? '' : text };
}

/** Percent-encoding for a path. */
function escapePath(path: string): string {
  let result = '';
  for (const byte of textBytes(path)) {
    const character = String.fromCharCode(byte);
    if (/[A-Za-z0-9\-_.~$&+,/:;=@]/.test(character)) result += character;
    else result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** The path as it goes over the wire. */
export function escapedPath({ path, rawPath }: GoUrl): string {
  if (rawPath !== '' && /^(?:[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]]|%[0-9a-fA-F]{2})*$/.test(rawPath)) return rawPath;
  return path === '*' ? path : escapePath(path);
}

/** Host and port apart, the host without brackets. */
export function hostAndPort(host: string): readonly [string, string] {
  const colon = host.lastIndexOf(':');
  const hasPort = colon !== -1 && /^:[0-9]*$/.test(host.slice(colon));
  const name = hasPort ? host.slice(0, colon) : host;
  return [/^\[.*\]$/.test(name) ? name.slice(1, -1) : name, hasPort ? host.slice(colon + 1) : ''];
}
