import type { Body, Import, Package, Rule } from '../ast/ast.ts';
import { parseStatementBody } from './parse-body.ts';
import { applyImport, parseImport, parsePackage } from './parse-import.ts';
import { isNamedLikeKeyword, parseRules } from './parse-rule.ts';
import type { ParserState } from './parser-state.ts';
import { isKeywordKind, Token } from './token.ts';

export type Statement = Package | Import | Rule | BodyStatement;

/** Expressions outside any rule: a rule in short, or a query. */
interface BodyStatement {
  readonly type: 'body';
  readonly body: Body;
}

/** How many wrong statements are told of before reading stops. */
const mostWrongStatements = 100;

/** Everything up to the end of the text. A wrong statement is left at the next line that begins one. */
export function parseStatements(p: ParserState, what: 'module' | 'query'): Statement[] {
  const statements: Statement[] = [];
  for (let wrong = 0; p.kind !== Token.eof; ) {
    p.forget();
    p.complaintsBefore = p.complaints;
    const parsed = parseStatement(p, what);
    for (const statement of parsed ?? []) statements.push(statement);
    if (parsed !== undefined) continue;
    if (++wrong === mostWrongStatements) break;
    p.hints = [];
    skipStatement(p);
  }
  return statements;
}

function parseStatement(p: ParserState, what: 'module' | 'query'): readonly Statement[] | undefined {
  const saved = p.save();
  const before = p.complaints;
  if (what === 'module' && isNamedLikeKeyword(p)) return undefined;
  if (p.kind === Token.package || p.kind === Token.import) {
    const statement = p.kind === Token.package ? parsePackage(p) : parseImport(p);
    if (statement !== undefined) return p.kind === Token.subtract ? refuseMinus(p) : finished(p, statement);
    if (p.complaints !== before) return undefined;
    p.restore(saved);
  }
  if (what === 'module') {
    const rules = parseRules(p);
    if (rules !== undefined) return rules;
    if (p.complaints !== before) return undefined;
    p.restore(saved);
  }
  const body = parseStatementBody(p);
  return body && [{ type: 'body', body }];
}

/** A minus behind a path is no part of it, and would begin the next statement. */
function refuseMinus(p: ParserState): undefined {
  p.illegal();
}

function finished(p: ParserState, statement: Package | Import): readonly Statement[] {
  if (statement.type === 'import') applyImport(p, statement);
  return [statement];
}

/** To the next token that stands at the start of a line and can begin a statement. */
function skipStatement(p: ParserState): void {
  do {
    p.index = Math.min(p.index + 1, p.tokens.length - 1);
    p.reclassify();
  } while (p.kind !== Token.eof && !(isAtLineStart(p) && (p.kind === Token.ident || isKeywordKind(p.kind))));
}

function isAtLineStart(p: ParserState): boolean {
  return p.isAfterLineEnd && p.text.charCodeAt(p.start - 1) === 10;
}
