import { wordEnd } from './scan-word.ts';

/** A literal's end, and what is wrong with it. */
export interface Literal {
  readonly end: number;
  readonly errors: readonly string[];
}

/** `1`, `1.5`, `1e9`; letters right behind it are part of the (wrong) number. */
export function scanNumber(text: string, start: number): Literal {
  const errors: string[] = [];
  let at = skipDigits(text, start);
  if (text.charCodeAt(at) === 46) {
    const from = at + 1;
    at = skipDigits(text, from);
    if (at === from) errors.push('expected fraction');
  }
  if ((text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1);
    const from = at + (sign === 43 || sign === 45 ? 2 : 1);
    at = skipDigits(text, from);
    if (at === from) errors.push('expected exponent');
  }
  const end = /[A-Za-z_]/.test(text.charAt(at)) ? wordEnd(text, at) : at;
  if (end > at) errors.push('illegal number format');
  return { end, errors };
}

function skipDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) at++;
  return at;
}

/** A string between double quotes, on one line. */
export function scanString(text: string, start: number): Literal {
  const { end, errors } = scanQuoted(text, start + 1, false);
  return { end, errors };
}

/** One text part of a template string, from behind its quote or brace to behind the brace or quote that ends it. */
export function scanTemplate(text: string, from: number): TemplatePart {
  return scanQuoted(text, from, true);
}

export interface TemplatePart extends Literal {
  /** It ended with the quote, not with the brace of an expression. */
  readonly last: boolean;
}

function scanQuoted(text: string, from: number, isTemplate: boolean): TemplatePart {
  const errors: string[] = [];
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return { end: at + 1, errors, last: true };
    if (code === 123 && isTemplate) return { end: at + 1, errors, last: false };
    if (code === 10) break;
    if (code === 92) at = skipEscape(text, at, { isTemplate, errors });
    else if (code === 0) errors.push('illegal null character');
  }
  errors.push('non-terminated string');
  return { end: Math.min(at, text.length), errors, last: true };
}

const escapable = '\\"/bfnrt';

/** The last place of the escape sequence at `at`. */
function skipEscape(text: string, at: number, how: { isTemplate: boolean; errors: string[] }): number {
  const next = text.charAt(at + 1);
  if (next === 'u') return at + 5;
  if (next !== '' && (escapable.includes(next) || (how.isTemplate && next === '{'))) return at + 1;
  how.errors.push('illegal escape sequence');
  return at;
}

/** A string between backquotes; nothing in it is escaped. */
export function scanRawString(text: string, start: number): Literal {
  const end = text.indexOf('`', start + 1);
  return end === -1 ? { end: text.length, errors: ['non-terminated string'] } : { end: end + 1, errors: [] };
}

/** As scanTemplate, between backquotes: only `\{` is escaped. */
export function scanRawTemplate(text: string, from: number): TemplatePart {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 96) return { end: at + 1, errors: [], last: true };
    if (code === 123) return { end: at + 1, errors: [], last: false };
    if (code === 92 && text.charCodeAt(at + 1) === 123) at++;
  }
  return { end: text.length, errors: ['non-terminated string'], last: true };
}
