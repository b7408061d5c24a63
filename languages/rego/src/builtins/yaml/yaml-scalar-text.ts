import { coreScalar, isTimestamp } from './core-scalar.ts';

/** A text as a YAML scalar in the style that go-yaml v3 picks; `indent` is that of a block which begins here. */
export function scalarText(text: string, indent: number): string {
  const traits = traitsOf(text);
  if (text.includes('\n')) return traits.isBlockable ? literal(text, indent) : doubleQuoted(text);
  if (!isText(text)) return doubleQuoted(text);
  if (traits.isPlain) return text;
  return traits.isSingle ? `'${text.replaceAll("'", "''")}'` : doubleQuoted(text);
}

const oldBooleans = /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether a text, written plain, would be read as that text. */
function isText(text: string): boolean {
  if (oldBooleans.test(text) || base60.test(text) || isTimestamp(text)) return false;
  return !/^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/.test(text) && typeof coreScalar(text) === 'string';
}

interface Traits {
  readonly isPlain: boolean;
  readonly isSingle: boolean;
  readonly isBlockable: boolean;
}

const printable = /^[\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
const lineBreak = '[\\n\\r\\u0085\\u2028\\u2029]';

/** What the characters of a text allow (libyaml's analysis of a scalar). */
function traitsOf(text: string): Traits {
  const hasSpecial = !printable.test(text.replaceAll('\t', ''));
  const hasTab = text.includes('\t');
  const spaceBreak = new RegExp(` ${lineBreak}`).test(text);
  const breakSpace = new RegExp(`${lineBreak} `).test(text);
  const hasBreak = new RegExp(lineBreak).test(text);
  const isSingle = !hasSpecial && !hasTab && !spaceBreak && !breakSpace;
  const hasEdge = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  return {
    isSingle,
    isPlain: isSingle && !hasBreak && !hasEdge && !hasIndicator(text),
    isBlockable: !hasSpecial && !spaceBreak && !text.endsWith(' '),
  };
}

/** Characters that mean something at the start, or beside a space. */
function hasIndicator(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  return /^[?:-](?:\s|$)/.test(text) || /.:(?:\s|$)/s.test(text) || /\s#/.test(text);
}

/** A key of a mapping: on lines of its own behind `?` where it has line breaks or is long. */
export function keyText(text: string, indent: number): string {
  const isComplex = /[\n\r\u0085\u2028\u2029]/.test(text) || Array.from(text).length > 128;
  const key = scalarText(text, indent + 2);
  return isComplex ? `? ${key}\n${' '.repeat(indent)}:` : `${key}:`;
}

/** A literal block: its header says how the last line ends, and how deep it is where that cannot be seen. */
function literal(text: string, indent: number): string {
  const hint = /^[ \n\r\u0085\u2028\u2029]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const margin = ' '.repeat(Math.max(indent, 2));
  const lines = text.replace(/\n$/, '').split('\n');
  const body = lines.map((line) => (line === '' ? '' : margin + line)).join('\n');
  return `|${hint}${chomp}\n${body}`;
}

const named: ReadonlyMap<string, string> = new Map([
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function doubleQuoted(text: string): string {
  let quoted = '"';
  // libyaml goes on escaping after a byte order mark.
  const marked = text.indexOf('\ufeff');
  for (const [at, character] of Array.from(text).entries()) {
    const isAfterMark = marked !== -1 && at === marked + 1 && character < '\u0080';
    quoted += isAfterMark
      ? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : (named.get(character) ?? escaped(character));
  }
  return `${quoted}"`;
}

function escaped(character: string): string {
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
