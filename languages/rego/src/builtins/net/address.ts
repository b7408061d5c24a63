/** An IP address as a number of 128 bits; IPv4 stands in `::ffff:0:0/96`, as Go keeps it. */
export type Address = bigint;

const mapped = 0xffffn << 32n;

export function isV4(address: Address): boolean {
  return address >> 32n === 0xffffn;
}

/** The address of a text (RFC 4291, dotted IPv4 without leading zeros); undefined for what is none. */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) return parseV6(text);
  const value = parseV4(text);
  return value === undefined ? undefined : mapped | value;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  if (halves.length === 2 && (halves[0] ?? '').includes('.')) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** Groups of 16 bits; the last two may be written as IPv4. */
function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const v4 = at === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** IPv4 dotted, IPv6 in the form of RFC 5952. */
export function addressText(address: Address): string {
  if (isV4(address)) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const [start, length] = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

function longestZeros(groups: readonly string[]): readonly [number, number] {
  let best: [number, number] = [0, 0];
  let start = 0;
  for (const [at, group] of groups.entries()) {
    if (group !== '0') start = at + 1;
    else if (at + 1 - start > best[1]) best = [start, at + 1 - start];
  }
  return best;
}

/** Addresses from `first` to `last` that share `ones` leading bits. */
export interface Network {
  readonly address: Address;
  /** Counted in the bits of the family: 32 or 128. */
  readonly ones: number;
}

/** The network of a CIDR (RFC 4632, RFC 4291), with the address as written; undefined for what is none. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  if (slash === -1) return undefined;
  const digits = text.slice(slash + 1);
  const address = parseAddress(text.slice(0, slash));
  if (address === undefined || !/^\d{1,7}$/.test(digits)) return undefined;
  const isShort = !text.slice(0, slash).includes(':');
  const ones = Number(digits);
  if (ones > (isShort ? 32 : 128)) return undefined;
  if (isShort || !isV4(address)) return { address, ones };
  // An IPv4 address in the clothes of IPv6 is IPv4 to Go where the prefix leaves it one.
  const rest = BigInt(128 - ones);
  return ones >= 96 ? { address, ones: ones - 96 } : { address: (address >> rest) << rest, ones };
}

function hostBits({ address, ones }: Network): bigint {
  return BigInt((isV4(address) ? 32 : 128) - ones);
}

export function firstOf(network: Network): Address {
  const bits = hostBits(network);
  return (network.address >> bits) << bits;
}

export function lastOf(network: Network): Address {
  return firstOf(network) | ((1n << hostBits(network)) - 1n);
}

/** Whether an address of the same family lies in the network. */
export function holds(network: Network, address: Address): boolean {
  if (isV4(firstOf(network)) !== isV4(address)) return false;
  return address >= firstOf(network) && address <= lastOf(network);
}

export function networkText({ address, ones }: Network): string {
  return `${addressText(address)}/${ones}`;
}
