import { ExactDecimal, isList, isObject, type JsonValue, plainScalar } from '@bulwark/text';

/** Text of a value that stands on one line whatever the style: a scalar, or an empty collection. */
export function isInline(value: JsonValue): boolean {
  if (isList(value)) return value.length === 0;
  return !isObject(value) || Object.keys(value).length === 0;
}

/** A scalar or empty collection as YAML that reads back as the very same value. */
export function yamlScalar(value: JsonValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : quotedYaml(value);
  if (isList(value)) return '[]';
  if (isObject(value)) return '{}';
  return value instanceof ExactDecimal ? value.text : String(value);
}

/** A string in the quotes that were there before. */
export function yamlScalarLike(
  style: 'plain' | 'single' | 'double' | 'block' | 'empty' | 'pair',
  value: JsonValue,
): string {
  if (typeof value !== 'string') return yamlScalar(value);
  if (style === 'single' && !hasControl(value)) return `'${value.replaceAll("'", "''")}'`;
  return style === 'double' || style === 'single' ? quotedYaml(value) : yamlScalar(value);
}

/** JSON's quotes are YAML's, but YAML takes more characters for line breaks and for unprintable ones. */
export function quotedYaml(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

function hasControl(text: string): boolean {
  return control.test(text);
}

const plainForm = /^(?:--?[A-Za-z]|[A-Za-z0-9_./])[A-Za-z0-9_./@:+=-]*(?: [A-Za-z0-9_./@+=-]+)*$/;
const looksLikeOther = /^(?:[\d:.+_-]+|[\d-]{8,}[Tt ].*|[-+]?\.(?:inf|nan)|\.+)$/i;

/** Whether every YAML reader, old ones included, takes the bare text for this string. */
function isPlain(text: string): boolean {
  return (
    text.length <= 200 &&
    plainForm.test(text) &&
    !text.endsWith(':') &&
    !text.includes(': ') &&
    plainScalar(text) === text &&
    (!looksLikeOther.test(text) || isDotted(text))
  );
}

/** `1.2.3.4` and `v1.2` are strings everywhere; `1.5`, `12:30` and `2024-01-01` are not. */
function isDotted(text: string): boolean {
  return /^\d+(?:\.\d+){2,}$/.test(text);
}
