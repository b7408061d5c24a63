/**
 * Text from outside made harmless for each output: the one place that knows how. Characters that a reader cannot see
 * or that steer a terminal (control, bidirectional, zero-width, lone surrogates) are shown as `\u{1b}`.
 */

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gv;
const invisibleAboveSpace =
  /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gv;

// Unicode classes cost 13 ns a character, these 0.5: they tell which text needs the exact look. Emoji are let through.
const maybeAboveSpace =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself, none in combination
  /[\u034f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\ud83b\ud83f-\udbff]|[\ud83c-\ud83e](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const control = /[\x00-\x1f]/;

/** One line of text in which every character can be seen; what cannot is shown as `\u{hex}`. */
export function inertText(text: string): string {
  if (!control.test(text) && !maybeAboveSpace.test(text)) return text;
  return text.replace(invisible, codePoint);
}

/** Several lines, each as `inertText`; those after the first are indented, so that no text can pass for a line of ours. */
export function inertLines(text: string): string {
  const [first = '', ...more] = text.split('\n');
  return [inertText(first), ...more.map((line) => `  ${inertText(line.trim())}`)].join('\n');
}

/** As `inertText`, for outputs that hold ASCII only: everything else is shown as `\u{hex}`. */
export function asciiText(text: string): string {
  return inertText(text).replace(/[^\x20-\x7e]/gu, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** The same JSON, its invisible characters as `\uXXXX`; line ends between values stay. */
export function inertJson(json: string): string {
  return maybeAboveSpace.test(json) ? json.replace(invisibleAboveSpace, unicodeEscapes) : json;
}

function unicodeEscapes(character: string): string {
  let escapes = '';
  for (let at = 0; at < character.length; at++) {
    escapes += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escapes;
}

/** Text for HTML and XML 1.0, in elements and in quoted attributes. */
export function markupText(text: string): string {
  return inertText(text).replace(/[&<>"'`]/g, characterReference);
}

function characterReference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/**
 * A quoted CSV cell (RFC 4180) that no spreadsheet takes for a formula, also where `;` parts the cells: an apostrophe
 * stands before what could begin one.
 */
export function csvCell(text: string): string {
  const defused = inertText(text).replace(/(^|;)(?=\s*[=+\-@＝＋－＠])/g, "$1'");
  return `"${defused.replaceAll('"', '""')}"`;
}

const markdownSpecial =
  /^\s*(?:[-+](?=[\s-]|$)|\d+(?=[.)](?:\s|$)))|[&<>]|(?<![A-Za-z0-9])@(?=\w)|[\\`*_{}[\]#|~$]|:(?=\/\/)|(?<=\bwww)\./gi;

/** Text for Markdown (CommonMark with GitHub's tables): no markup, link, mention, reference or template comes of it. */
export function markdownText(text: string): string {
  return inertText(text).replace(markdownSpecial, (special, offset: number, whole: string) => {
    if (/[&<>]/.test(special)) return characterReference(special);
    // GitHub looks for mentions and references after rendering, where a backslash is gone.
    if (special === '@') return '@&#8203;';
    if (offset === 0 && /[-+\d]$/.test(special)) return `&#8203;${special}`;
    return special === '#' && /\d/.test(whole.charAt(offset + 1)) ? '\\#&#8203;' : `\\${special}`;
  });
}

/** Prose in which back quotes mean code, as Markdown: the rest is escaped. */
export function markdownProse(text: string): string {
  return byCode(text, markdownCode, markdownText);
}

/** Prose in which back quotes mean code, as HTML. */
export function markupProse(text: string): string {
  return byCode(text, (code) => `<code>${markupText(code)}</code>`, markupText);
}

type Write = (text: string) => string;

function byCode(text: string, code: Write, prose: Write): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return prose(text);
  return parts.map((part, index) => (part === '' ? '' : index % 2 === 1 ? code(part) : prose(part))).join('');
}

/** A Markdown code span; where back quotes could be misread, the same as an HTML element. */
export function markdownCode(text: string): string {
  if (/^[\w./:@,=+~-]+(?: [\w./:@,=+~-]+)*$/.test(text)) return `\`${text}\``;
  return `<code>${inertText(text).replace(/[^A-Za-z0-9 ]/gu, characterReference)}</code>`;
}

/** The message of a GitHub workflow command; our own line ends are kept. */
export function annotationMessage(lines: readonly string[]): string {
  return lines.map((line) => inertText(line).replaceAll('%', '%25')).join('%0A');
}

/** A property of a GitHub workflow command. */
export function annotationProperty(text: string): string {
  return inertText(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Text of a SARIF message, in which `[text](target)` would be a link. */
export function sarifText(text: string): string {
  return text.replaceAll('](', '\\](');
}
