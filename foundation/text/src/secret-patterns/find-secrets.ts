import { type AssignedSecret, assignedSecret, assignedSecretInText } from './assignment.ts';
import { patternsAt, patternsOfLength } from './pattern-index.ts';
import { secretNameKind } from './secret-name.ts';
import type { SecretPattern } from './secret-pattern.ts';
import { entropyOf, isPlaceholder } from './secret-value.ts';

/** Where a secret stands in a text, never what it is. Offsets in UTF-16 units. */
export interface SecretPlace {
  /** Of a pattern, or `password` and `secret-value` for what its name gives away. */
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** The secrets in a text, in order and without overlap. Takes time linear in the length, little where there are none. */
export function findSecrets(text: string): readonly SecretPlace[] {
  if (text.length < shortest) return nothing;
  const scan: Scan = { text, found: undefined, until: 0, nextAt: -2 };
  let wordStart = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (kinds[code] ?? other) : other;
    if (kind === wordCharacter) {
      if (wordStart !== -1) continue;
      wordStart = at;
      tryWord(scan, at);
      continue;
    }
    if (wordStart !== -1) {
      if (at - wordStart >= shortestWord) tryLength(scan, wordStart, at);
      wordStart = -1;
    }
    if (kind !== other) trySign(scan, at, code);
  }
  if (wordStart !== -1) tryLength(scan, wordStart, text.length);
  return scan.found ?? nothing;
}

/**
 * What a named value (an environment variable, a key of a ConfigMap) holds: the id of a pattern that is found in it,
 * else `default-password`, `password` or `secret-value` where its name says so and the value does not look harmless.
 */
export function findSecretInAssignment(name: string, value: string): string | undefined {
  return findSecrets(value).find((place) => !isAssigned(place.id))?.id ?? assignedSecret(name, value);
}

/** Whether an id comes from a name rather than from the form of the value. */
export function isAssigned(id: string): id is AssignedSecret {
  return id === 'password' || id === 'secret-value' || id === 'default-password';
}

interface Scan {
  readonly text: string;
  found: SecretPlace[] | undefined;
  /** Nothing is looked for before this offset: it lies in a secret already found. */
  until: number;
  /** Offset of the next `@`, -1 where there is none, -2 while nobody asked. */
  nextAt: number;
}

const nothing: readonly SecretPlace[] = Object.freeze([]);
const shortest = 8;
const shortestWord = 40;

const other = 0;
const wordCharacter = 1;
const sign = 2;
const kinds = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
  kinds[letter.charCodeAt(0)] = wordCharacter;
}
for (const letter of '~-$.{:=>') kinds[letter.charCodeAt(0)] = sign;

function tryWord(scan: Scan, at: number): void {
  tryStarts(scan, at);
  // In JSON within a text a line break is written `\n`, and the word begins behind it.
  if (scan.text.charCodeAt(at - 1) === backslash) tryStarts(scan, at + 1);
}

function trySign(scan: Scan, at: number, code: number): void {
  if (code === equals || code === greater) {
    tryAssignment(scan, at);
    return;
  }
  const isAddress = code === colon && scan.text.charCodeAt(at + 1) === slash;
  // An address without an @ behind it has no login.
  if (!isAddress || hasAtSign(scan, at)) tryStarts(scan, at);
  if (code === colon && !isAddress) tryAssignment(scan, at);
  else if (code === dash && scan.text.charCodeAt(at + 1) === dash) tryFlag(scan, at);
}

function hasAtSign(scan: Scan, at: number): boolean {
  if (scan.nextAt === -2 || (scan.nextAt !== -1 && scan.nextAt < at)) scan.nextAt = scan.text.indexOf('@', at);
  return scan.nextAt !== -1 && scan.nextAt - at < longestLogin;
}

const longestLogin = 400;

const backslash = 92;
const equals = 61;
const greater = 62;
const colon = 58;
const dash = 45;
const slash = 47;

function tryStarts(scan: Scan, at: number): void {
  const patterns = patternsAt(scan.text, at);
  if (patterns === undefined) return;
  for (const pattern of patterns) if (tryPattern(scan, pattern, at)) return;
}

function tryLength(scan: Scan, start: number, end: number): void {
  for (const pattern of patternsOfLength(end - start) ?? []) if (tryPattern(scan, pattern, start)) return;
}

const usualEntropy = 2.8;

function tryPattern(scan: Scan, known: SecretPattern, at: number): boolean {
  if (at < scan.until) return false;
  known.pattern.lastIndex = at;
  const match = known.pattern.exec(scan.text);
  if (match === null) return false;
  const named = match.groups?.['value'];
  const value = named ?? match[0];
  if (entropyOf(value) < (known.entropy ?? usualEntropy)) return false;
  if (value.length < 200 && (isPlaceholder(value) || (named !== undefined && isTemplate(named)))) return false;
  if (known.accepts?.(value) === false) return false;
  // A pair by its name gives way to a known form inside it.
  const last = scan.found?.at(-1);
  if (last !== undefined && at < last.end) scan.found?.pop();
  scan.until = at + match[0].length;
  const start = at + match[0].lastIndexOf(value);
  keep(scan, { id: known.id, start, end: start + value.length });
  return true;
}

function isTemplate(value: string): boolean {
  return /\$[({A-Za-z_]|\{\{|%[({]|^[<[{*]/.test(value);
}

function keep(scan: Scan, place: SecretPlace): void {
  if (scan.found) scan.found.push(place);
  else scan.found = [place];
}

/** `name = value`, `"name": "value"`, `<name>value</name>` around the sign at `at`. */
function tryAssignment(scan: Scan, at: number): void {
  const name = at < scan.until ? undefined : nameBefore(scan.text, at);
  if (name !== undefined && secretNameKind(name) !== undefined) tryValue(scan, name, at + 1);
}

const longestName = 64;

function nameBefore(text: string, at: number): string | undefined {
  let end = at;
  while (end > 0 && at - end < 8 && isSpaceOrQuote(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start < longestName && isNameCharacter(text.charCodeAt(start - 1))) start--;
  if (end - start < 3) return undefined;
  return text.slice(start, end);
}

function isSpaceOrQuote(code: number): boolean {
  return code === 32 || code === 9 || code === 34 || code === 39 || code === backslash;
}

function isNameCharacter(code: number): boolean {
  return code === 95 || code === dash || code === 46 || (code < 128 && kinds[code] === wordCharacter);
}

/** `--name value` at a command line. */
function tryFlag(scan: Scan, at: number): void {
  if (at < scan.until) return;
  flag.lastIndex = at;
  const match = flag.exec(scan.text);
  if (match?.[1] !== undefined) tryValue(scan, match[1], at + match[0].length);
}

const flag = /--([A-Za-z][\w.-]{2,64})[ \t]{1,4}(?!-)/y;
const assignedValue = /\s{0,12}(?:\\?["'](?<quoted>[^\s"'\\]{6,513})\\?["']|(?<bare>[^\s"'\\,;<>&|]{6,513}))/y;

function tryValue(scan: Scan, name: string, at: number): void {
  assignedValue.lastIndex = at;
  const match = assignedValue.exec(scan.text);
  const value = match?.groups?.['quoted'] ?? match?.groups?.['bare'];
  if (match === null || value === undefined) return;
  const id = assignedSecretInText(name, value);
  if (id === undefined) return;
  const start = at + match[0].indexOf(value);
  keep(scan, { id, start, end: start + value.length });
}
