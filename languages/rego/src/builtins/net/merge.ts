import { type Address, firstOf, isV4, lastOf, type Network } from './address.ts';

interface Range {
  readonly first: Address;
  readonly last: Address;
  /** Undefined once ranges were joined. */
  readonly network: Network | undefined;
}

/** The fewest networks that hold just the addresses of the given ones. */
export function mergeNetworks(networks: readonly Network[]): readonly Network[] {
  const ranges: Range[] = networks.map((network) => ({ first: firstOf(network), last: lastOf(network), network }));
  ranges.sort((left, right) => compare(left.last, right.last) || compare(left.first, right.first));
  for (let at = ranges.length - 1; at > 0; at--) {
    const [lower, upper] = [ranges[at - 1], ranges[at]];
    if (lower === undefined || upper === undefined || previous(upper.first) > lower.last) continue;
    const first = lower.first < upper.first ? lower.first : upper.first;
    ranges.splice(at - 1, 2, { first, last: upper.last, network: undefined });
  }
  return ranges.flatMap((range) => (range.network ? [range.network] : networksOf(range)));
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The address before; there is none before the first of its family. */
function previous(address: Address): Address {
  const least = isV4(address) ? 0xffff_0000_0000n : 0n;
  return address === least ? address : address - 1n;
}

function networksOf({ first, last }: Range): readonly Network[] {
  const networks: Network[] = [];
  for (let start = first; start <= last; ) {
    const most = isV4(start) ? 32 : 128;
    let bits = 0;
    while (
      bits < most &&
      (start & ((1n << BigInt(bits + 1)) - 1n)) === 0n &&
      start + (1n << BigInt(bits + 1)) - 1n <= last
    ) {
      bits++;
    }
    networks.push({ address: start, ones: most - bits });
    start += 1n << BigInt(bits);
  }
  return networks;
}
