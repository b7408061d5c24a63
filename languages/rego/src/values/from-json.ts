import { defaultLimits, type JsonValue, parseJson, SourceText } from '@bulwark/text';
import { isManageable } from './number.ts';
import { isNumber } from './value.ts';

/** What a JSON text says, or in words why it says nothing; `isJson` where it is JSON that Rego has no number for. */
export type JsonReading = { readonly value: JsonValue } | { readonly problem: string; readonly isJson?: true };

// As deep as Go's decoder goes.
const deepest = 10_000;
/** Escapes of half surrogate pairs, which Go reads as U+FFFD. */
const halfPair = /\\u[dD]/;

/** Reads one JSON value with exact numbers, as Go's decoder does (RFC 8259; the last of equal keys wins). */
export function readJson(text: string): JsonReading {
  const form = surveyed(text);
  if (form === 'deep') return { problem: 'exceeded max depth' };
  if (form === 'inexact' || halfPair.test(text)) return readExactly(text);
  try {
    const value: JsonValue = JSON.parse(text);
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What stands between the strings of a text: brackets too deep, numbers that JSON.parse would change, or neither. */
function surveyed(text: string): 'deep' | 'inexact' | 'plain' {
  let depth = 0;
  let isInexact = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfString(text, at + 1);
    else if (code === 91 || code === 123) {
      if (++depth > deepest) return 'deep';
    } else if (code === 93 || code === 125) depth--;
    else if (code >= 48 && code <= 57) {
      const end = endOfNumber(text, at);
      isInexact ||= !isExact(text, at, end);
      at = end - 1;
    }
  }
  return isInexact ? 'inexact' : 'plain';
}

/** Where the closing quote is; the end of the text where there is none. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from);
  while (end !== -1 && text.charCodeAt(end - 1) === 92) {
    let first = end - 1;
    while (first > from && text.charCodeAt(first - 1) === 92) first--;
    if ((end - first) % 2 === 0) break;
    end = text.indexOf('"', end + 1);
  }
  return end === -1 ? text.length : end;
}

function endOfNumber(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length && isNumberPart(text.charCodeAt(end))) end++;
  return end;
}

/** A digit, `.`, `e`, `E`, `+` or `-`. */
function isNumberPart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 101 || code === 69 || code === 43 || code === 45;
}

/** Whether a number is written as JavaScript writes it; `-0` is not. */
function isExact(text: string, from: number, end: number): boolean {
  const isNegative = from > 0 && text.charCodeAt(from - 1) === 45;
  if (end - from === 1) return !isNegative || text.charCodeAt(from) !== 48;
  const written = text.slice(from, end);
  const value = Number(written);
  // Large integers may be written as others that are the same to JavaScript.
  return String(value) === written && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

function readExactly(text: string): JsonReading {
  const limits = {
    ...defaultLimits,
    depth: deepest + 1,
    objectSize: Number.POSITIVE_INFINITY,
    nodes: Number.POSITIVE_INFINITY,
  };
  const { documents, diagnostics } = parseJson(new SourceText('', text), limits);
  const broken = diagnostics.find(({ code }) => code !== 'duplicate-key');
  if (broken !== undefined) return { problem: broken.message };
  const [document, second] = documents;
  if (document === undefined) return { problem: 'unexpected end of JSON input' };
  if (second !== undefined) return { problem: 'another value stands behind the first one' };
  const problem = unfit(document.value);
  return problem === undefined ? { value: wellFormed(document.value) } : { problem, isJson: true };
}

function unfit(value: JsonValue): string | undefined {
  if (isNumber(value)) return isManageable(value) ? undefined : 'invalid number: number too big';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const held of Object.values(value)) {
    const problem = unfit(held);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Half surrogate pairs become U+FFFD, as in every text that Go reads. */
function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value !== 'object' || value === null || isNumber(value)) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toWellFormed(), wellFormed(held)]));
}
