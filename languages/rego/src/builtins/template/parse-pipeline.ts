import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { characterCode, goNumber, unquoted } from './go-literal.ts';
import type { Token, TokenKind } from './scan-template.ts';
import { type Command, type Operand, type Pipeline, shown } from './syntax.ts';

const functionNames: ReadonlySet<string> = new Set(
  'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne'.split(' '),
);

/** Nesting of parentheses, which Go bounds at 10 000. */
const deepest = 500;

/** Reads pipelines, and is what the parser of templates builds upon. */
export class OperandParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  /** The variables that are known here. */
  protected variables = ['$'];
  #at = 0;
  #line = 0;
  #parentheses = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  protected fail(message: string): never {
    const line = 1 + (this.#text.slice(0, this.#line).match(/\n/g)?.length ?? 0);
    throw new BuiltinError(`template: template:${line}: ${message}`);
  }

  protected unexpected(token: Token, context: string): never {
    if (token.kind === 'error') this.fail(token.text);
    this.fail(`unexpected ${tokenText(token)} in ${context}`);
  }

  protected peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('A scan always ends with a token.');
    this.#line = token.at;
    return token;
  }

  protected next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** The next token that is no space. */
  protected peekToken(ahead = 0): Token {
    const token = this.peek(ahead);
    return token.kind === 'space' ? this.peek(ahead + 1) : token;
  }

  protected peekWord(ahead: number): string {
    return this.peekToken(ahead).text;
  }

  protected nextWord(): Token {
    const token = this.next();
    return token.kind === 'space' ? this.nextWord() : token;
  }

  protected expect(kind: TokenKind, context: string): void {
    const token = this.nextWord();
    if (token.kind !== kind) this.unexpected(token, context);
  }

  protected pipeline(context: string, end: TokenKind): Pipeline {
    const { at } = this.peekToken();
    const { variables, assigns } = this.#declared(context);
    const commands: Command[] = [];
    while (this.peekToken().kind !== end) {
      if (!startsOperand(this.peekToken())) this.unexpected(this.peekToken(), context);
      commands.push(this.#command());
    }
    this.nextWord();
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    const literal = commands.findIndex(({ words: [first] }, index) => index > 0 && isLiteral(first));
    if (literal !== -1) this.fail(`non executable command in pipeline stage ${literal + 1}`);
    return { kind: 'pipeline', at, variables, assigns, commands };
  }

  #declared(context: string): { readonly variables: readonly string[]; readonly assigns: boolean } {
    const variables: string[] = [];
    for (;;) {
      const variable = this.peekToken();
      if (variable.kind !== 'variable') return { variables, assigns: false };
      const start = this.#at;
      this.nextWord();
      const after = this.peekToken();
      if (after.kind === 'assign' || after.kind === 'declare') {
        this.nextWord();
        this.#declare(variable.text, variables);
        return { variables, assigns: after.kind === 'assign' };
      }
      if (after.kind !== 'character' || after.text !== ',') {
        this.#at = start;
        return { variables, assigns: false };
      }
      this.nextWord();
      this.#declare(variable.text, variables);
      this.#anotherVariable(context, variables.length);
    }
  }

  #declare(name: string, variables: string[]): void {
    variables.push(name);
    this.variables.push(name);
  }

  #anotherVariable(context: string, declared: number): void {
    if (context !== 'range' || declared >= 2) this.fail(`too many declarations in ${context}`);
    const { kind } = this.peekToken();
    if (kind !== 'variable' && kind !== 'right' && kind !== ')') this.fail('range can only initialize variables');
  }

  #command(): Command {
    const { at } = this.peekToken();
    const words: Operand[] = [];
    for (;;) {
      const operand = this.#operand();
      if (operand !== undefined) words.push(operand);
      const token = this.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === ')') this.#at--;
      else if (token.kind !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    const [first, ...rest] = words;
    if (first === undefined) return this.fail('empty command');
    return { kind: 'command', at, words: [first, ...rest] };
  }

  #operand(): Operand | undefined {
    const term = this.#term();
    if (term === undefined || this.peek().kind !== 'field') return term;
    const { at } = this.peek();
    const path: string[] = [];
    while (this.peek().kind === 'field') path.push(this.next().text.slice(1));
    switch (term.kind) {
      case 'field':
      case 'variable':
        return { ...term, at, path: [...term.path, ...path] };
      case 'pipeline':
      case 'function':
      case 'chain':
        return { kind: 'chain', at, of: term, path };
      default:
        return this.fail(`unexpected . after term ${quote(shown(term))}`);
    }
  }

  #term(): Operand | undefined {
    const token = this.peekToken();
    if (!startsOperand(token)) {
      if (this.peek().kind === 'space') this.next();
      return undefined;
    }
    const { kind, text, at } = this.nextWord();
    switch (kind) {
      case '(':
        return this.#parenthesized();
      case 'identifier':
        if (!functionNames.has(text)) this.fail(`function ${quote(text)} not defined`);
        return { kind: 'function', at, name: text };
      case 'dot':
      case 'nil':
        return { kind, at };
      case 'boolean':
        return { kind, at, value: text === 'true' };
      case 'field':
        return { kind, at, path: [text.slice(1)] };
      case 'variable':
        if (!this.variables.includes(text)) this.fail(`undefined variable ${quote(text)}`);
        return { kind, at, name: text, path: [] };
      default:
        return this.#literal({ kind, text, at });
    }
  }

  #parenthesized(): Pipeline {
    if (++this.#parentheses > deepest) this.fail('max expression depth exceeded');
    const pipeline = this.pipeline('parenthesized pipeline', ')');
    this.#parentheses--;
    return pipeline;
  }

  #literal({ kind, text, at }: Token): Operand {
    if (kind === 'string' || kind === 'raw string') {
      return { kind: 'string', at, value: unquoted(text) ?? this.fail('invalid syntax'), source: text };
    }
    if (kind === 'character constant') {
      const code = characterCode(text) ?? this.fail(`malformed character constant: ${text}`);
      return { kind: 'number', at, value: code, source: text };
    }
    const number = goNumber(text);
    if ('problem' in number) return this.fail(number.problem);
    return { kind: 'number', at, value: number.value, source: text };
  }
}

const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'boolean',
  'character constant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  '(',
]);

function startsOperand({ kind }: Token): boolean {
  return operandKinds.has(kind);
}

function isLiteral({ kind }: Operand): boolean {
  return kind === 'boolean' || kind === 'dot' || kind === 'nil' || kind === 'number' || kind === 'string';
}

function tokenText({ kind, text }: Token): string {
  if (kind === 'end') return text;
  if (kind === 'keyword' || kind === 'nil') return `<${text}>`;
  const characters = Array.from(text);
  return characters.length > 10 ? `${quote(characters.slice(0, 10).join(''))}...` : quote(text);
}
