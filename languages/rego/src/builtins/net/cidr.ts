import { entriesInOrder } from '../../values/object.ts';
import { addMember, membersInOrder, setOf } from '../../values/set.ts';
import { isArray, isObject, isSet, kindOf, RegoSet, type RegoValue } from '../../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError, RefusedError } from '../builtin.ts';
import { type Args, operand, operandError, textAt } from '../operands.ts';
import {
  addressText,
  firstOf,
  holds,
  isV4,
  lastOf,
  type Network,
  networkText,
  parseAddress,
  parseNetwork,
} from './address.ts';
import { mergeNetworks } from './merge.ts';

export const networkBuiltins: readonly Builtin[] = [
  { name: 'net.cidr_contains', evaluate: (args) => contains(operand(args, 0), operand(args, 1)) },
  { name: 'net.cidr_overlap', evaluate: (args) => contains(operand(args, 0), operand(args, 1)) },
  { name: 'net.cidr_contains_matches', evaluate: containsMatches },
  { name: 'net.cidr_intersects', evaluate: (args) => intersect(network(operand(args, 0)), network(operand(args, 1))) },
  { name: 'net.cidr_expand', evaluate: expand },
  { name: 'net.cidr_is_valid', evaluate: (args) => isNetwork(operand(args, 0)) },
  { name: 'net.cidr_merge', evaluate: merge },
  { name: 'net.lookup_ip_addr', evaluate: lookUp },
];

// Whichever operand it is, OPA calls it the first.
function text(value: RegoValue): string {
  if (typeof value === 'string') return value;
  throw operandError(0, `must be string but got ${kindOf(value)}`);
}

function network(value: RegoValue): Network {
  const parsed = parseNetwork(text(value));
  if (parsed === undefined) throw new BuiltinError(`invalid CIDR address: ${text(value)}`);
  return parsed;
}

function isNetwork(value: RegoValue): boolean {
  return typeof value === 'string' && parseNetwork(value) !== undefined;
}

/** `inner` is a network or an address. */
function contains(outer: RegoValue, inner: RegoValue): boolean {
  const whole = network(outer);
  const part = text(inner);
  const address = parseAddress(part);
  if (address !== undefined) return holds(whole, address);
  const parsed = parseNetwork(part);
  if (parsed === undefined) {
    throw new BuiltinError(`not a valid textual representation of an IP address or CIDR: ${part}`);
  }
  if (isV4(firstOf(whole)) || isV4(firstOf(parsed)))
    return holds(whole, firstOf(parsed)) && holds(whole, lastOf(parsed));
  // The last address of an IPv6 network may lie among those that stand for IPv4.
  return firstOf(whole) <= firstOf(parsed) && lastOf(parsed) <= lastOf(whole);
}

function intersect(left: Network, right: Network): boolean {
  return holds(left, firstOf(right)) || holds(right, firstOf(left));
}

/** Pairs of keys of networks and of what they contain. */
function containsMatches(args: Args, context: BuiltinContext): RegoSet {
  const result = new RegoSet();
  for (const [outer, outerKey] of candidates(args, 0)) {
    for (const [inner, innerKey] of candidates(args, 1)) {
      context.count(1);
      if (contains(outer, inner)) addMember(result, [outerKey, innerKey]);
    }
  }
  return result;
}

type Candidate = readonly [RegoValue, RegoValue];

/** The text itself, or the elements of a collection, each with its key. */
function candidates(args: Args, index: number): readonly Candidate[] {
  const value = operand(args, index);
  if (typeof value === 'string') return [[value, value]];
  if (isArray(value)) return value.map((item, at) => [addressOf(item, index), at]);
  if (isSet(value)) return membersInOrder(value).map((item) => [addressOf(item, index), item]);
  if (isObject(value)) return entriesInOrder(value).map(([key, item]) => [addressOf(item, index), key]);
  return [];
}

/** An element is a text, or an array that begins with one and carries what else it likes. */
function addressOf(item: RegoValue, index: number): RegoValue {
  if (typeof item === 'string') return item;
  const first = isArray(item) ? item[0] : undefined;
  if (first !== undefined) return first;
  throw new BuiltinError(`operand ${index + 1}: element must be string or non-empty array`);
}

function expand(args: Args, context: BuiltinContext): RegoSet {
  const range = network(textAt(args, 0));
  const result = new RegoSet();
  for (let address = firstOf(range); address <= lastOf(range); address++) {
    context.count(1, 1);
    addMember(result, addressText(address));
  }
  return result;
}

function merge(args: Args): RegoSet {
  const value = operand(args, 0);
  const items = isArray(value) ? value : isSet(value) ? membersInOrder(value) : undefined;
  if (items === undefined) throw new BuiltinError('operand must be an array');
  return setOf(mergeNetworks(items.map(networkOrAddress)).map(networkText));
}

/** An IPv4 address stands for the network of its class (RFC 791). */
function networkOrAddress(item: RegoValue): Network {
  if (typeof item !== 'string') throw new BuiltinError('element must be string');
  const address = parseAddress(item);
  if (address === undefined) return masked(network(item));
  if (!isV4(address)) throw new BuiltinError('IPv6 invalid: needs prefix length');
  const first = Number((address >> 24n) & 255n);
  return { address, ones: first < 128 ? 8 : first < 192 ? 16 : 24 };
}

function masked(range: Network): Network {
  return { address: firstOf(range), ones: range.ones };
}

function lookUp(args: Args, context: BuiltinContext): RegoSet {
  const name = textAt(args, 0);
  const found = context.lookup?.(name);
  if (found === undefined) throw new RefusedError('names are not looked up here: the host allows no network');
  return setOf(found);
}
