import type { Import, Package, RefTerm, StringTerm, Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { keywordsFor } from './keywords.ts';
import { parseTerm } from './parse-term.ts';
import { keywordsOfV1, keywordsOfV2, type ParserState } from './parser-state.ts';
import { isKeywordKind, Token } from './token.ts';

/** `package a.b`; undefined with a complaint where it is wrong, without one where `package.x` is a ref. */
export function parsePackage(p: ParserState): Package | undefined {
  const { start } = p;
  if (p.isBeforeRefPart()) return undefined;
  p.advance();
  if (!takeName(p)) return undefined;
  const term = parseTerm(p);
  const path = term && packagePath(p, term);
  return path && { type: 'package', span: { start, end: p.lastEnd }, path };
}

/** The current token is a name, or a keyword that stands for one; else it is complained of. */
function takeName(p: ParserState): boolean {
  if (isKeywordKind(p.kind)) p.kind = Token.ident;
  if (p.kind === Token.ident) return true;
  p.illegal();
  return false;
}

function packagePath(p: ParserState, term: Term): RefTerm | undefined {
  const ref: RefTerm | undefined = term.type === 'var' ? { ...term, type: 'ref', head: term, path: [] } : refOf(term);
  if (ref === undefined) {
    p.illegal();
    return undefined;
  }
  const { head } = ref;
  if (head.type !== 'var') {
    p.error(head.span.start, `unexpected ${head.type.toLowerCase()} token: expecting var`);
    return undefined;
  }
  if (!isPath(p, ref.path)) return undefined;
  const first: StringTerm = { type: 'string', span: head.span, value: head.name };
  const data: Term = { type: 'var', span: head.span, name: 'data' };
  return { type: 'ref', span: term.span, head: data, path: [first, ...ref.path] };
}

function refOf(term: Term): RefTerm | undefined {
  return term.type === 'ref' ? term : undefined;
}

function isPath(p: ParserState, path: readonly Term[]): boolean {
  const wrong = path.find((part) => part.type !== 'string');
  if (wrong === undefined) return true;
  p.error(wrong.span.start, `unexpected ${wrong.type.toLowerCase()} token: expecting string`);
  return false;
}

/** `import data.a.b as c`, with what it does to the keywords; undefined as parsePackage. */
export function parseImport(p: ParserState): Import | undefined {
  const { start } = p;
  if (p.isBeforeRefPart()) return undefined;
  p.advance();
  if (!takeName(p)) return undefined;
  const path = parsePath(p);
  if (path === undefined) return undefined;
  const alias = p.kind === Token.as ? parseAlias(p) : undefined;
  if (alias === wrongAlias) return undefined;
  if (alias === undefined) checkLastName(p, path);
  return { type: 'import', span: { start, end: p.lastEnd }, path, alias: alias?.name };
}

const roots = ['data', 'future', 'input', 'rego'];

function parsePath(p: ParserState): RefTerm | undefined {
  // Keywords still to be imported are names here, and so are those already imported.
  const term = p.withKeywords([], () => parseTerm(p));
  if (term?.type === 'ref' && !isPath(p, term.path)) return undefined;
  const path: RefTerm | undefined =
    term?.type === 'var' ? { ...term, type: 'ref', head: term, path: [] } : term && refOf(term);
  if (path === undefined) {
    p.error(p.start, 'expected path');
    return undefined;
  }
  if (path.head.type === 'var' && roots.includes(path.head.name)) return path;
  p.hint('if this is unexpected, try updating OPA');
  const wanted = roots.map((root) => root).join(', ');
  p.error(path.span.start, `unexpected import path, must begin with one of: {${wanted}}, got: ${printTerm(path.head)}`);
  return undefined;
}

interface Alias {
  readonly name: string;
}
const wrongAlias: Alias = { name: '' };

function parseAlias(p: ParserState): Alias | undefined {
  p.advance();
  const alias = p.kind === Token.ident ? parseTerm(p) : undefined;
  if (alias?.type === 'var') return alias;
  if (alias?.type === 'ref' && alias.path.length === 0) {
    p.error(alias.span.start, `unexpected import alias, must not be a reserved name, got: ${printTerm(alias.head)}`);
  } else p.illegal('expected var');
  return wrongAlias;
}

/** What an import is known by must be no keyword, but for those that import keywords. */
function checkLastName(p: ParserState, { head, path }: RefTerm): void {
  const last = path.at(-1) ?? head;
  if (head.type === 'var' && head.name === 'future' && path.length > 0) return;
  const name = last.type === 'string' ? last.value : printTerm(last);
  if (!keywordsFor(p.version).includes(name)) return;
  p.hint('import a different path or use an alias');
  p.error(last.span.start, `unexpected import path, must not end with a keyword, got: ${name}`);
}

/** Puts the keywords in force that `import future.keywords…`, `rego.v1` or `rego.v2` brings. */
export function applyImport(p: ParserState, { path, alias, span }: Import): void {
  const names = [path.head, ...path.path].map((part) => (part.type === 'string' ? part.value : printTerm(part)));
  const [root, second, keyword] = names;
  if (root !== 'future' && root !== 'rego') return;
  if (alias !== undefined) p.error(aliasStart(p, span.end), `\`${root}\` imports cannot be aliased`);
  else if (root === 'future') applyFuture(p, { second, keyword, length: names.length, start: path.span.start });
  else applyRego(p, path);
  p.reclassify();
}

function aliasStart(p: ParserState, end: number): number {
  const before = p.text.slice(0, end);
  return end - (/\w+$/.exec(before)?.[0].length ?? 0);
}

interface FutureImport {
  readonly second: string | undefined;
  readonly keyword: string | undefined;
  readonly length: number;
  readonly start: number;
}

function applyFuture(p: ParserState, { second, keyword, length, start }: FutureImport): void {
  if (second !== 'keywords') return p.error(start, 'invalid import, must be `future.keywords`');
  const known = [...keywordsOfV1, ...keywordsOfV2].sort();
  if (length !== 3) p.addKeywords(known);
  else if (keyword !== undefined && known.includes(keyword)) p.addKeywords([keyword]);
  else p.error(start, `unexpected keyword, must be one of [${known.join(' ')}]`);
}

function applyRego(p: ParserState, path: RefTerm): void {
  const text = printTerm(path);
  if (text === 'rego.v1') p.addKeywords(keywordsOfV1);
  else if (text === 'rego.v2') p.addKeywords([...keywordsOfV1, ...keywordsOfV2]);
  else p.error(path.span.start, `invalid import \`${text}\`, must be one of: \`rego.v1\`, \`rego.v2\``);
}
