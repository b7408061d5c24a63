import type { JsonValue } from '@bulwark/text';
import type { Random } from './random.ts';
import type { Kind } from './scope.ts';

const numbers = ['0', '1', '2', '3', '4', '5', '7', '10', '-1', '-2', '100', '0.5', '1.5', '2.25', '-0.75', '1e3'];
const oddNumbers = [
  '9007199254740993',
  '-9007199254740993',
  '12345678901234567890',
  '123456789012345678901234567890',
  '1e20',
  '1e21',
  '0.1',
  '1e-7',
  '3.141592653589793238',
  '2.0',
  '100000000000000000000.5',
  '-0',
];
const texts = ['', 'a', 'b', 'c', 'ab', 'abc', 'foo', 'bar', 'foo/bar', 'a,b,c', 'A', 'Foo', ' x ', '1', '12.5'];
const oddTexts = [
  'é',
  '日本',
  '😀',
  '😀a',
  'a\nb',
  'q"q',
  'a\\b',
  '\u0001',
  'a.b',
  '<&>',
  'true',
  'null',
  '%d',
  '{{x}}',
  'é',
];
export const keys: readonly string[] = ['a', 'b', 'c', 'd', 'list', 'name', 'a-b', '', 'é', '0', 'x.y'];

export function numberText(random: Random): string {
  return random.once(9) ? random.pick(oddNumbers) : random.pick(numbers);
}

function stringValue(random: Random): string {
  return random.once(6) ? random.pick(oddTexts) : random.pick(texts);
}

/** A string as Rego writes it; raw now and then. */
function stringText(random: Random): string {
  const value = stringValue(random);
  return random.once(12) && !/[`\n]/.test(value) ? `\`${value}\`` : JSON.stringify(value);
}

/** A constant of a kind, as Rego writes it. */
export function literal(random: Random, kind: Kind, depth: number): string {
  switch (kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return random.once(2) ? 'true' : 'false';
    case 'number':
      return numberText(random);
    case 'string':
      return stringText(random);
    case 'array':
      return `[${members(random, depth).join(', ')}]`;
    case 'set': {
      const all = members(random, depth);
      return all.length === 0 ? 'set()' : `{${all.join(', ')}}`;
    }
    case 'object':
      return `{${members(random, depth)
        .map((value) => `${literalKey(random, depth)}: ${value}`)
        .join(', ')}}`;
    case 'any':
      return literal(random, depth <= 0 ? random.pick(scalars) : random.pick(all), depth);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

const scalars: readonly Kind[] = ['number', 'string', 'string', 'number', 'boolean', 'null'];
const all: readonly Kind[] = [...scalars, 'array', 'object', 'set'];

// Members are of one kind more often than not, as real collections are.
function members(random: Random, depth: number): string[] {
  const kind: Kind = random.once(4) ? 'any' : random.pick(depth <= 1 ? scalars : all);
  return random.several(0, 3, () => literal(random, kind, depth - 1));
}

function literalKey(random: Random, depth: number): string {
  return random.once(6) ? literal(random, 'any', depth - 1) : JSON.stringify(random.pick(keys));
}

/** A value of input and data. */
function jsonValue(random: Random, kind: Kind, depth: number): JsonValue {
  switch (kind) {
    case 'null':
      return null;
    case 'boolean':
      return random.once(2);
    case 'number':
      return random.once(15) ? 9007199254740993n : Number(random.pick(numbers));
    case 'string':
      return stringValue(random);
    case 'array':
    case 'set': {
      const inner: Kind = random.once(4) ? 'any' : random.pick(depth <= 1 ? scalars : all);
      return random.several(0, 4, () => jsonValue(random, inner, depth - 1));
    }
    case 'object': {
      const inner: Kind = random.once(3) ? 'any' : random.pick(depth <= 1 ? scalars : all);
      return Object.fromEntries(random.several(0, 4, () => [random.pick(keys), jsonValue(random, inner, depth - 1)]));
    }
    case 'any':
      return jsonValue(random, random.pick(depth <= 0 ? scalars : all), depth);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** The fields that input and data have, each mostly of its kind. */
export const fields: readonly (readonly [string, Kind])[] = [
  ['n', 'number'],
  ['s', 'string'],
  ['t', 'boolean'],
  ['list', 'array'],
  ['obj', 'object'],
  ['rows', 'array'],
  ['any', 'any'],
];

/** An object with most of the fields. */
export function document(random: Random): { [key: string]: JsonValue } {
  const entries = fields.flatMap(([name, kind]): [string, JsonValue][] => {
    if (random.once(8)) return [];
    if (name === 'rows') return [[name, random.several(0, 3, () => row(random))]];
    return [[name, jsonValue(random, random.once(12) ? 'any' : kind, 2)]];
  });
  return Object.fromEntries(entries);
}

function row(random: Random): JsonValue {
  return { name: stringValue(random), n: random.below(5), tags: random.several(0, 2, () => stringValue(random)) };
}
