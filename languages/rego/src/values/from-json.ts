import { defaultLimits, type JsonValue, parseJson, SourceText } from '@bulwark/text';
import { isManageable } from './number.ts';
import { isNumber } from './value.ts';

/** What a JSON text says, or in words why it says nothing; `isJson` where it is JSON that Rego has no number for. */
export type JsonReading = { readonly value: JsonValue } | { readonly problem: string; readonly isJson?: true };

// As deep as Go's decoder goes.
const deepest = 10_000;
/** Numbers and escapes that JSON.parse would change. */
const inexact = /\d[.eE]|\d{16}|\\u[dD]|-0/;

/** Reads one JSON value with exact numbers, as Go's decoder does (RFC 8259; the last of equal keys wins). */
export function readJson(text: string): JsonReading {
  if (isTooDeep(text)) return { problem: 'exceeded max depth' };
  if (inexact.test(text)) return readExactly(text);
  try {
    const value: JsonValue = JSON.parse(text);
    return { value };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function isTooDeep(text: string): boolean {
  if (text.length <= deepest) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) inString = !inString;
    else if (code === 92 && inString) at++;
    else if (inString) continue;
    else if (code === 91 || code === 123) {
      if (++depth > deepest) return true;
    } else if (code === 93 || code === 125) depth--;
  }
  return false;
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
