const codes = {
  illegal: 0,
  eof: 1,
  ident: 2,
  package: 3,
  import: 4,
  as: 5,
  default: 6,
  else: 7,
  not: 8,
  some: 9,
  with: 10,
  null: 11,
  true: 12,
  false: 13,
  number: 14,
  string: 15,
  templatePart: 16,
  templateEnd: 17,
  rawTemplatePart: 18,
  rawTemplateEnd: 19,
  leftBracket: 20,
  rightBracket: 21,
  leftBrace: 22,
  rightBrace: 23,
  leftParen: 24,
  rightParen: 25,
  comma: 26,
  colon: 27,
  add: 28,
  subtract: 29,
  multiply: 30,
  divide: 31,
  remainder: 32,
  and: 33,
  or: 34,
  unify: 35,
  equal: 36,
  assign: 37,
  in: 38,
  notEqual: 39,
  greater: 40,
  less: 41,
  greaterOrEqual: 42,
  lessOrEqual: 43,
  dot: 44,
  semicolon: 45,
  every: 46,
  contains: 47,
  if: 48,
  logicalAnd: 49,
  logicalOr: 50,
  /** No token, but what stands where one must follow at once. */
  blank: 51,
} as const;

/**
 * The kinds of token. A keyword that its module has not imported is an `ident`; see ParserState. Typed as numbers: a
 * parser that moves on changes its kind behind the back of a comparison.
 */
export const Token: { readonly [name in keyof typeof codes]: number } = codes;

/** What OPA calls each kind in messages; for an operator it is the name of the builtin. */
const names: readonly string[] = [
  'illegal eof identifier package import as default else not some with null true false number string',
  'template-string-part template-string-end raw-template-string-part raw-template-string-end',
  '[ ] { } ( ) , : plus minus mul div rem and or eq equal assign in neq gt lt gte lte . ; every contains if and or whitespace',
]
  .join(' ')
  .split(' ');

export function tokenName(kind: number): string {
  return names[kind] ?? 'unknown';
}

/** Every word that is a keyword in some version or by some import. */
export const keywordKinds: ReadonlyMap<string, number> = new Map([
  ['package', Token.package],
  ['import', Token.import],
  ['as', Token.as],
  ['default', Token.default],
  ['else', Token.else],
  ['not', Token.not],
  ['some', Token.some],
  ['with', Token.with],
  ['null', Token.null],
  ['true', Token.true],
  ['false', Token.false],
  ['in', Token.in],
  ['every', Token.every],
  ['contains', Token.contains],
  ['if', Token.if],
  ['and', Token.logicalAnd],
  ['or', Token.logicalOr],
]);

/** Kinds that OPA's messages call a keyword, not a token. */
export function isKeywordKind(kind: number): boolean {
  return (
    (kind >= Token.package && kind <= Token.false) ||
    kind === Token.in ||
    (kind >= Token.every && kind <= Token.logicalOr)
  );
}
