import { exactNumber, type JsonValue } from './json.ts';

// Booleans and nulls of YAML 1.1 as kubectl's parser (go-yaml v2) reads them.
const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const firstOfWord = new Set('yYnNtTfFoO~');
const decimal = /^[-+]?(?:0|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const based = /^([-+]?)0(?:([xX])([0-9a-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))$/;

/** The value of a plain YAML scalar by the rules of `kubectl` (YAML 1.1, go-yaml v2): `on` is true, `0644` is 420. */
export function plainScalar(text: string): JsonValue {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46) {
    return number(text);
  }
  if (text.length <= 5 && (text === '' || firstOfWord.has(text.charAt(0)))) {
    const word = words.get(text);
    return word === undefined ? text : word;
  }
  return text;
}

function number(text: string): JsonValue {
  const last = text.charCodeAt(text.length - 1);
  const hexadecimal = (last >= 65 && last <= 70) || (last >= 97 && last <= 102);
  if (!(last >= 48 && last <= 57) && last !== 46 && last !== 95 && !hexadecimal) return text;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (decimal.test(plain)) return exactNumber(plain.charCodeAt(0) === 43 ? plain.slice(1) : plain);
  const match = based.exec(plain);
  const integer = match ? basedInteger(match) : undefined;
  if (integer !== undefined) return integer;
  // go-yaml tests floats on the text before underscores go.
  return float.test(text) ? floatNumber(text) : text;
}

/** The sign, `0b` and 64 digits. */
const longestBased = 67;

/** Undefined for what does not fit into 64 bits: to kubectl it is no integer. */
function basedInteger(match: RegExpExecArray): number | bigint | undefined {
  const [whole, sign, , hex, , binary, octal] = match;
  if (whole.length > longestBased) return undefined;
  const digits = hex ? `0x${hex}` : binary ? `0b${binary}` : `0o${octal}`;
  const value = BigInt(digits) * (sign === '-' ? -1n : 1n);
  if (BigInt.asUintN(64, value) !== value && BigInt.asIntN(64, value) !== value) return undefined;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

/** kubectl turns a YAML float into a float64, so `1.0` is 1; what no float64 can hold is a text to it. */
function floatNumber(text: string): JsonValue {
  const plain = jsonFloat(text);
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** YAML allows `+1.5`, `.5` and `5.`; JSON does not. */
function jsonFloat(text: string): string {
  return text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=$|[eE])/, '')
    .replace(/^(-?)0+(?=[0-9])/, '$1');
}
