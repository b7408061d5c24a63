import type { JsonValue } from '@bulwark/text';

/** A range of IP addresses; a single address is a range of full length. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly network: bigint;
  /** Length of the prefix. */
  readonly bits: number;
}

/** Parses `10.0.0.0/8` or `2001:db8::/32` as Go's net.ParseCIDR does; undefined where that fails. */
export function parseCidr(value: JsonValue | undefined): Cidr | undefined {
  if (typeof value !== 'string') return undefined;
  const slash = value.indexOf('/');
  const address = slash === -1 ? undefined : parseAddress(value.slice(0, slash));
  const length = value.slice(slash + 1);
  if (address === undefined || !/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > address.bits) return undefined;
  const bits = Number(length);
  const host = BigInt(address.bits - bits);
  return { family: address.family, network: (address.network >> host) << host, bits };
}

/** Parses a bare IP address to the range that holds it alone; undefined for anything else. */
export function parseAddress(value: JsonValue | undefined): Cidr | undefined {
  if (typeof value !== 'string') return undefined;
  const network = value.includes(':') ? ipv6(value) : ipv4(value);
  if (network === undefined) return undefined;
  return value.includes(':') ? { family: 6, network, bits: 128 } : { family: 4, network, bits: 32 };
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || inner.bits < outer.bits) return false;
  const host = BigInt((outer.family === 4 ? 32 : 128) - outer.bits);
  return outer.network >> host === inner.network >> host;
}

/** Whether a text is the range of all addresses of its family: `0.0.0.0/0` or `::/0` in any spelling. */
export function isAnyAddress(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value.endsWith('/0') && parseCidr(value) !== undefined;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let result = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    result = (result << 8n) | BigInt(part);
  }
  return result;
}

function ipv6(text: string): bigint | undefined {
  const halves = withoutDottedTail(text)?.split('::');
  if (halves === undefined || halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((result, group) => (result << 16n) | BigInt(`0x${group}`), 0n);
}

/** `::ffff:10.0.0.1` with its last four bytes written as two groups. */
function withoutDottedTail(text: string): string | undefined {
  if (!text.includes('.')) return text;
  const colon = text.lastIndexOf(':');
  const dotted = ipv4(text.slice(colon + 1));
  if (dotted === undefined) return undefined;
  return `${text.slice(0, colon + 1)}${(dotted >> 16n).toString(16)}:${(dotted & 0xffffn).toString(16)}`;
}
