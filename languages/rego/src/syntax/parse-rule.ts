import type { Body, Expr, Head, Rule, Span, Term } from '../ast/ast.ts';
import { isDefaultAllowed } from './check-default.ts';
import { parseBody, parseLiteral } from './parse-body.ts';
import { type HeadDraft, hasVars, headOf, parseHead, trueTerm } from './parse-head.ts';
import { parseInfix } from './parse-term.ts';
import type { ParserState } from './parser-state.ts';
import { relocated } from './relocated.ts';
import { Token, tokenName } from './token.ts';

/** A rule, with the further bodies that v0 allows behind it; undefined where it is none, with a complaint or without. */
export function parseRules(p: ParserState): Rule[] | undefined {
  const { start } = p;
  p.takeKeywordAsName();
  const isDefault = p.kind === Token.default;
  if (isDefault) {
    p.advance();
    p.takeKeywordAsName();
  }
  if (p.kind !== Token.ident) {
    if (isDefault) complainOfKeywordName(p);
    return undefined;
  }
  const head = parseHead(p, isDefault);
  if (head === undefined) return undefined;
  return isDefault ? defaultRule(p, head, start) : parseRuleBody(p, head, start);
}

function complainOfKeywordName(p: ParserState): void {
  if (namedLikeKeyword.has(p.kind)) p.error(p.start, `${tokenName(p.kind)} keyword cannot be used for rule name`);
}

const namesRule = [Token.assign, Token.unify, Token.if, Token.contains] as const;
const namesPath = [Token.assign, Token.unify, Token.leftParen] as const;
/** Keywords with what must follow them to be certainly meant as the name of a rule. */
const namedLikeKeyword: ReadonlyMap<number, readonly number[]> = new Map<number, readonly number[]>([
  ...[Token.every, Token.if, Token.in, Token.some, Token.as].map(
    (kind) => [kind, [...namesRule, Token.leftParen]] as const,
  ),
  ...[Token.not, Token.logicalAnd, Token.logicalOr].map((kind) => [kind, namesRule] as const),
  [Token.package, namesPath],
  [Token.import, namesPath],
  [Token.contains, [Token.if, Token.contains]],
]);

/** Whether the statement begins with a keyword as the name of a rule, which was then complained of. */
export function isNamedLikeKeyword(p: ParserState): boolean {
  const followers = namedLikeKeyword.get(p.kind);
  if (followers === undefined || !followers.includes(p.next().kind)) return false;
  complainOfKeywordName(p);
  return true;
}

function defaultRule(p: ParserState, draft: HeadDraft, start: number): Rule[] | undefined {
  const span = { start, end: p.lastEnd };
  const head = draft.value ? headOf(draft) : undefined;
  if (head === undefined) p.error(start, 'illegal default rule (must have a value)');
  if (head === undefined || !isDefaultAllowed(p, head, start)) return undefined;
  return [rule({ span, head, body: trueBody(span), default: true, bodyGenerated: true })];
}

function trueBody(span: Span): Body {
  return [{ type: 'termExpr', span, negated: false, with: [], term: trueTerm(span) }];
}

type RuleParts = Pick<Rule, 'span' | 'head' | 'body'> & Partial<Pick<Rule, 'default' | 'bodyGenerated' | 'else'>>;

function rule({ span, head, body, default: isDefault = false, bodyGenerated = false, else: rest }: RuleParts): Rule {
  return { type: 'rule', span, default: isDefault, head, body, bodyGenerated, else: rest, annotations: [] };
}

function parseRuleBody(p: ParserState, draft: HeadDraft, start: number): Rule[] | undefined {
  settleKey(p, draft);
  draft.hasIf = p.kind === Token.if;
  if (!draft.hasIf && p.kind !== Token.leftBrace) {
    if (!draft.hasContains) return undefined;
    const head = headOf(draft);
    return head === undefined ? [] : [rule({ span: head.span, head, body: trueBody(head.span), bodyGenerated: true })];
  }
  const body = draft.hasIf ? parseIf(p) : parseBraced(p);
  const head = headOf(draft);
  if (body === undefined) return undefined;
  // The head was complained of; what follows can still be read.
  if (head === undefined) return [];
  const rest = p.kind === Token.else && !p.isBeforeRefPart() ? parseElses(p, draft, head) : [];
  if (rest === undefined) return undefined;
  const first = rule({ span: { start, end: p.lastEnd }, head, body, else: nested(rest) });
  return parseChained(p, first);
}

/** In v0, `p[x] { … }` has a key; with a value, or with `if`, it is a single value under the ref `p[x]`. */
function settleKey(p: ParserState, draft: HeadDraft): void {
  if (draft.hasContains || draft.ref.path.length !== 1) return;
  const [key] = draft.ref.path;
  if (p.kind === Token.if) {
    if (draft.value !== undefined) return;
    draft.value = trueTerm(draft.span);
    draft.valueGenerated = true;
  } else if (draft.args.length === 0) {
    draft.isKeyed = true;
    if (draft.value !== undefined) return;
    draft.key = key;
    draft.ref = { ...draft.ref, span: draft.ref.head.span, path: [] };
  }
}

/** Behind `if`: one expression, or a body in braces. Braces that hold a set are a body. */
function parseIf(p: ParserState): Body | undefined {
  p.advance();
  const isBraced = p.kind === Token.leftBrace;
  const saved = p.save();
  const expr = parseLiteral(p);
  if (expr !== undefined && !(isBraced && isSet(expr))) return [expr];
  if (!isBraced) return undefined;
  p.restore(saved);
  return parseBraced(p);
}

function isSet(expr: Expr): boolean {
  return expr.type === 'termExpr' && expr.term.type === 'set';
}

function parseBraced(p: ParserState): Body | undefined {
  p.advance();
  const body = parseBody(p, Token.rightBrace);
  if (body !== undefined) p.advance();
  return body;
}

type Else = Omit<RuleParts, 'else'>;

/** The branches from the first `else` on, in order. */
function parseElses(p: ParserState, draft: HeadDraft, head: Head): Else[] | undefined {
  if (hasVars(head.ref)) p.error(p.start, 'else keyword cannot be used on rules with variables in head');
  else if (draft.isKeyed || draft.hasContains) p.error(p.start, 'else keyword cannot be used on multi-value rules');
  else return parseElseChain(p, head);
  return undefined;
}

function parseElseChain(p: ParserState, head: Head): Else[] | undefined {
  const branches: Else[] = [];
  let depth = 0;
  let branch: Else | undefined;
  do {
    branch = p.enter() ? parseElse(p, head) : undefined;
    if (branch === undefined) break;
    branches.push(branch);
    depth++;
    // A branch without a body ends the chain.
  } while (p.kind === Token.else && !branch.bodyGenerated);
  p.leave(depth);
  return branch && branches;
}

function nested(branches: readonly Else[]): Rule | undefined {
  return branches.reduceRight<Rule | undefined>((rest, branch) => {
    const span = { start: branch.span.start, end: (rest ?? branch).span.end };
    return rule({ ...branch, span, else: rest });
  }, undefined);
}

function parseElse(p: ParserState, from: Head): Else | undefined {
  const { start } = p;
  p.advance();
  const value = parseElseValue(p, from.assign);
  if (value === undefined) return undefined;
  const span = { start, end: p.lastEnd };
  const hasIf = p.kind === Token.if;
  const head: Head = {
    ...from,
    ...value,
    span,
    key: undefined,
    hasIf,
    hasContains: false,
    args: freshWildcards(p, from.args),
  };
  if (p.kind !== Token.if && p.kind !== Token.leftBrace) {
    return { span, head, body: trueBody(span), bodyGenerated: true };
  }
  if (p.kind === Token.if) p.advance();
  const isBraced = p.kind === Token.leftBrace;
  const body = isBraced ? parseBraced(p) : parseElseExpr(p);
  const whole = { start, end: p.lastEnd };
  // OPA places a single expression behind `else if` at the `else`.
  return (
    body && { span: whole, head, body: isBraced || p.keepsPlaces ? body : body.map((expr) => relocated(expr, whole)) }
  );
}

function parseElseExpr(p: ParserState): Body | undefined {
  if (p.kind !== Token.eof) {
    const expr = parseLiteral(p);
    return expr && [expr];
  }
  p.illegal('rule body expected');
  return undefined;
}

function parseElseValue(
  p: ParserState,
  isAssigned: boolean,
): Pick<Head, 'value' | 'valueGenerated' | 'assign'> | undefined {
  if (p.kind === Token.leftBrace || p.kind === Token.if) {
    const span = { start: p.start, end: p.start };
    return { value: trueTerm(span), valueGenerated: true, assign: isAssigned };
  }
  if (p.kind !== Token.assign && p.kind !== Token.unify) {
    p.illegal('expected else value term or rule body');
    return undefined;
  }
  const assign = p.kind === Token.assign;
  p.advance();
  const value = parseInfix(p);
  return value && { value, valueGenerated: false, assign };
}

function freshWildcards(p: ParserState, args: readonly Term[]): readonly Term[] {
  if (!args.some(isWildcard)) return args;
  return args.map((arg) => (arg.type === 'var' && isWildcard(arg) ? { ...arg, name: p.wildcard() } : arg));
}

function isWildcard(term: Term): boolean {
  return term.type === 'var' && term.name.startsWith('$');
}

/** Further bodies in braces, each a rule with the same head, at the place of its brace. */
function parseChained(p: ParserState, first: Rule): Rule[] | undefined {
  const rules = [first];
  while (p.kind === Token.leftBrace) {
    if (first.else !== undefined) {
      p.error(p.start, 'expected else keyword');
      return undefined;
    }
    const { start } = p;
    const body = parseBraced(p);
    if (body === undefined) return undefined;
    const span = { start, end: p.lastEnd };
    const head = { ...first.head, args: freshWildcards(p, first.head.args) };
    const placed = p.keepsPlaces ? head : relocated(head, span);
    rules.push(rule({ span, head: { ...placed, span, ref: head.ref }, body }));
  }
  return rules;
}
