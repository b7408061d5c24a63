import { hashKey } from '../values/hash-key.ts';
import { integerNumber } from '../values/number.ts';
import type { RegoObject, RegoValue } from '../values/value.ts';
import type { Builtin, BuiltinContext } from './builtin.ts';
import { type Args, integerAt, operand, textAt } from './operands.ts';

export const randomBuiltins: readonly Builtin[] = [
  { name: 'rand.intn', evaluate: randomInteger },
  { name: 'uuid.rfc4122', evaluate: randomUuid },
  { name: 'uuid.parse', evaluate: (args) => parseUuid(textAt(args, 0)) },
];

/** The same within a query for the same key and bound. */
function randomInteger(args: Args, context: BuiltinContext): number {
  const name = textAt(args, 0);
  const bound = Math.abs(integerAt(args, 1));
  if (bound === 0) return 0;
  const key = `rand.intn ${bound} ${name}`;
  const known = context.cache.get(key);
  if (typeof known === 'number') return known;
  const bits = context.randomBytes(8).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  const result = Number(bits % BigInt(bound));
  context.cache.set(key, result);
  return result;
}

function randomUuid(args: Args, context: BuiltinContext): string {
  const key = `uuid.rfc4122 ${String(hashKey(operand(args, 0)))}`;
  const known = context.cache.get(key);
  if (typeof known === 'string') return known;
  const bytes = context.randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const uuid = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)];
  context.cache.set(key, uuid.join('-'));
  return uuid.join('-');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The fields of a UUID (RFC 4122); undefined for what is none. */
function parseUuid(text: string): RegoObject | undefined {
  const bare = bareUuid(text);
  if (bare === undefined) return undefined;
  const digits = bare.replaceAll('-', '').toLowerCase();
  const byte = (at: number): number => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  const version = byte(6) >> 4;
  const fields: Record<string, RegoValue> = { version, variant: variantOf(byte(8)) };
  if (version === 1 || version === 2) Object.assign(fields, timeFields(digits, version));
  return fields;
}

function bareUuid(text: string): string | undefined {
  const inner = /^urn:uuid:/i.test(text) ? text.slice(9) : text.length === 38 ? text.slice(1, -1) : text;
  if (uuid.test(inner)) return inner;
  return /^[0-9a-f]{32}$/i.test(text) ? text : undefined;
}

function variantOf(byte: number): string {
  if ((byte & 0xc0) === 0x80) return 'RFC4122';
  if ((byte & 0xe0) === 0xc0) return 'Microsoft';
  return (byte & 0xe0) === 0xe0 ? 'Future' : 'Reserved';
}

/** 100 nanoseconds from the Gregorian calendar's first day to 1970. */
const gregorian = 0x01b21dd213814000n;
const domains = ['Person', 'Group', 'Org'];

function timeFields(digits: string, version: 1 | 2): Record<string, RegoValue> {
  const ticks = BigInt(`0x${digits.slice(13, 16)}${digits.slice(8, 12)}${digits.slice(0, 8)}`);
  const node = digits.slice(20).match(/../g) ?? [];
  const local = Number.parseInt(node[0] ?? '0', 16);
  const domain = Number.parseInt(digits.slice(18, 20), 16);
  return {
    time: integerNumber(BigInt.asIntN(64, (ticks - gregorian) * 100n)),
    nodeid: node.join('-'),
    macvariables: `${local & 2 ? 'local' : 'global'}:${local & 1 ? 'multicast' : 'unicast'}`,
    clocksequence: Number.parseInt(digits.slice(16, 20), 16) & 0x3fff,
    ...(version === 2
      ? { id: Number.parseInt(digits.slice(0, 8), 16), domain: domains[domain] ?? `Domain${domain}` }
      : {}),
  };
}
