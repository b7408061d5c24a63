import type { Comment } from '../ast/ast.ts';
import { type Literal, scanNumber, scanRawString, scanRawTemplate, scanString, scanTemplate } from './scan-literal.ts';
import { isDecimal, isLetter, wordEnd } from './scan-word.ts';
import { keywordKinds, Token } from './token.ts';
import { TokenList } from './token-list.ts';

/**
 * The tokens of a text, keywords of every version told as such. What is no token at all is `illegal`, with messages
 * where there is more to say. Never throws; linear in the text.
 */
export function lex(text: string): TokenList {
  const scan: Scan = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0, tokens: new TokenList(text), templates: [] };
  for (;;) {
    skipBlanks(scan);
    if (scan.at >= text.length) break;
    scanToken(scan);
  }
  scan.tokens.add(Token.eof, scan.at, scan.at);
  return scan.tokens;
}

interface Scan {
  readonly text: string;
  at: number;
  readonly tokens: TokenList;
  /** For each template string that is open: whether it is raw, and how many braces are open in its expression. */
  readonly templates: { readonly raw: boolean; braces: number }[];
}

function skipBlanks(scan: Scan): void {
  const { text, tokens } = scan;
  for (;;) {
    const code = text.charCodeAt(scan.at);
    if (code === 10) tokens.sawLineEnd();
    else if (code === 32 || code === 9 || code === 13) tokens.sawBlank();
    else if (code === 35) {
      scan.at = skipComment(scan);
      continue;
    } else return;
    scan.at++;
  }
}

function skipComment({ text, at, tokens }: Scan): number {
  const lineEnd = text.indexOf('\n', at);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const comment: Comment = {
    type: 'comment',
    span: { start: at, end },
    text: text.slice(at + 1, end).replace(/\r+$/, ''),
  };
  tokens.comments.push(comment);
  return end;
}

function scanToken(scan: Scan): void {
  const { text, tokens, at } = scan;
  const code = text.charCodeAt(at);
  if (isLetter(code)) {
    scan.at = wordEnd(text, at);
    tokens.add(keywordKinds.get(text.slice(at, scan.at)) ?? Token.ident, at, scan.at);
  } else if (isDecimal(code)) add(scan, Token.number, scanNumber(text, at));
  else if (code === 34) add(scan, Token.string, scanString(text, at));
  else if (code === 96) add(scan, Token.string, scanRawString(text, at));
  else if (code === 36) openTemplate(scan);
  else scanSign(scan, code);
}

function add(scan: Scan, kind: number, literal: Literal): void {
  if (literal.errors.length > 0) scan.tokens.addIllegal(scan.at, literal.end, literal.errors);
  else scan.tokens.add(kind, scan.at, literal.end);
  scan.at = literal.end;
}

function scanSign(scan: Scan, code: number): void {
  const { text, tokens, at } = scan;
  const two = text.charCodeAt(at + 1) === 61 ? twoSigns.get(code) : undefined;
  const kind = two ?? oneSign.get(code);
  if (kind === undefined) {
    scan.at += text.codePointAt(at) === code ? 1 : 2;
    tokens.addIllegal(at, scan.at, complaintsAbout(code));
    return;
  }
  scan.at += two === undefined ? 1 : 2;
  tokens.add(kind, at, scan.at);
  if (code === 123 || code === 125) countBrace(scan, code);
}

/** The brace that ends an expression of a template string goes on with the string. */
function countBrace(scan: Scan, code: number): void {
  const template = scan.templates.at(-1);
  if (template === undefined) return;
  template.braces += code === 123 ? 1 : -1;
  if (template.braces < 0) continueTemplate(scan, scan.templates.pop()?.raw === true, scan.at - 1);
}

function openTemplate(scan: Scan): void {
  const quote = scan.text.charCodeAt(scan.at + 1);
  if (quote === 34 || quote === 96) return continueTemplate(scan, quote === 96, scan.at + 1);
  scan.tokens.addIllegal(scan.at, scan.at + 1, ['illegal $ character']);
  scan.at++;
}

/** Scans one text part, from behind the quote or brace at `from`. */
function continueTemplate(scan: Scan, raw: boolean, from: number): void {
  const { end, errors, last } = (raw ? scanRawTemplate : scanTemplate)(scan.text, from + 1);
  if (!last) scan.templates.push({ raw, braces: 0 });
  if (errors.length > 0) scan.tokens.addIllegal(scan.at, end, errors);
  else scan.tokens.add(partKind(raw, last), scan.at, end);
  scan.at = end;
}

function partKind(raw: boolean, last: boolean): number {
  if (raw) return last ? Token.rawTemplateEnd : Token.rawTemplatePart;
  return last ? Token.templateEnd : Token.templatePart;
}

const oneSign: ReadonlyMap<number, number> = new Map(
  (
    [
      ['[', Token.leftBracket],
      [']', Token.rightBracket],
      ['{', Token.leftBrace],
      ['}', Token.rightBrace],
      ['(', Token.leftParen],
      [')', Token.rightParen],
      [',', Token.comma],
      [':', Token.colon],
      ['+', Token.add],
      ['-', Token.subtract],
      ['*', Token.multiply],
      ['/', Token.divide],
      ['%', Token.remainder],
      ['&', Token.and],
      ['|', Token.or],
      ['=', Token.unify],
      ['>', Token.greater],
      ['<', Token.less],
      [';', Token.semicolon],
      ['.', Token.dot],
    ] as const
  ).map(([sign, kind]) => [sign.charCodeAt(0), kind]),
);

/** Signs before a `=`. */
const twoSigns: ReadonlyMap<number, number> = new Map([
  [58, Token.assign],
  [61, Token.equal],
  [62, Token.greaterOrEqual],
  [60, Token.lessOrEqual],
  [33, Token.notEqual],
]);

function complaintsAbout(code: number): readonly string[] {
  if (code === 33) return ['illegal ! character'];
  if (code === 0xa0) return ['illegal non-breaking space character, use a regular space instead'];
  if (code === 0) return ['illegal null character'];
  if (code === 0xfeff) return ['illegal byte-order mark'];
  return [];
}
