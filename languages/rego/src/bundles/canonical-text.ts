import { ExactDecimal, isList, isObject, type JsonValue } from '@bulwark/text';
import { bytesText } from '../values/byte-text.ts';
import { compareText } from '../values/compare.ts';
import { numberText } from '../values/number.ts';
import { readDocument } from './read-document.ts';
import type { BundleFile } from './tar.ts';

/** The text of a document that digests of signatures are of: keys in order, no spaces, HTML not escaped. */
export function canonicalText(file: BundleFile): { readonly text: string } | { readonly message: string } {
  const reading = readDocument(file.path === '.manifest' ? 'manifest.json' : file.path, bytesText(file.bytes));
  return 'message' in reading ? reading : { text: write(reading.value) };
}

function write(value: JsonValue): string {
  if (isList(value)) return `[${value.map(write).join(',')}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort(compareText);
    return `{${keys.map((key) => `${string(key)}:${write(value[key] ?? null)}`).join(',')}}`;
  }
  if (typeof value === 'string') return string(value);
  if (typeof value === 'number') return numberText(value);
  return value instanceof ExactDecimal ? value.text : String(value);
}

function string(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(/[\u2028\u2029]/g, (character) =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
