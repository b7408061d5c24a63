/** A word, string, operator or bracket of an expression, with its 1-based column. */
export interface Token {
  readonly kind: 'word' | 'string' | 'operator' | 'open' | 'close' | 'comma' | 'end';
  readonly text: string;
  readonly column: number;
}

/** What is wrong with an expression, and where. */
export interface WhereProblem {
  readonly message: string;
  readonly column: number;
}

const pattern =
  /\s+|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<operator>>=|<=|!=|!~|==|[=<>~:])|(?<open>\()|(?<close>\))|(?<comma>,)|(?<word>[^\s"'()<>=!~:,]+)/gy;

/** The tokens of an expression, ending with one of kind `end`. */
export function tokensOfExpression(text: string): readonly Token[] | WhereProblem {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return { message: `unexpected ${JSON.stringify(text.charAt(at))}`, column: at + 1 };
    const token = tokenOf(match, at + 1);
    if (token) tokens.push(token);
    at = pattern.lastIndex;
  }
  return [...tokens, { kind: 'end', text: 'the end', column: text.length + 1 }];
}

function tokenOf(match: RegExpExecArray, column: number): Token | undefined {
  const { string, operator, open, close, comma, word } = match.groups ?? {};
  if (string !== undefined) return { kind: 'string', text: string.slice(1, -1).replaceAll(/\\(.)/g, '$1'), column };
  if (operator !== undefined) return { kind: 'operator', text: operator, column };
  if (open !== undefined) return { kind: 'open', text: open, column };
  if (close !== undefined) return { kind: 'close', text: close, column };
  if (comma !== undefined) return { kind: 'comma', text: comma, column };
  return word === undefined ? undefined : { kind: 'word', text: word, column };
}
