import type { JsonValue } from '@bulwark/text';
import { quote } from '../../values/quote.ts';
import { BuiltinError } from '../builtin.ts';
import { type GraphqlNode, node, valueKinds } from './node.ts';
import { GraphqlLexer, type GraphqlToken } from './tokens.ts';

/** Where the nodes of a document stand in its text. */
export type Positions = WeakMap<GraphqlNode, GraphqlToken>;

/** A group of comments, as it stands before what it comments on. */
export type Comment = GraphqlNode | undefined;

/** What queries and schemas have in common: tokens, comments, values, directives, types. Throws BuiltinError. */
export class GraphqlParser {
  readonly positions: Positions = new WeakMap();
  readonly #lexer: GraphqlLexer;
  #peeked: GraphqlToken | undefined;
  #comment: Comment;
  #depth = 0;

  constructor(text: string) {
    this.#lexer = new GraphqlLexer(text);
  }

  /** The comments before the token that was peeked at last. */
  get comment(): Comment {
    return this.#comment;
  }

  peek(): GraphqlToken {
    if (this.#peeked !== undefined) return this.#peeked;
    let token = this.#lexer.next();
    const comments: GraphqlNode[] = [];
    for (; token.kind === 'Comment'; token = this.#lexer.next()) comments.push({ Value: token.value });
    if (comments.length > 0) this.#comment = { List: comments };
    this.#peeked = token;
    return token;
  }

  next(): GraphqlToken {
    const token = this.peek();
    this.#peeked = undefined;
    this.#comment = undefined;
    return token;
  }

  isAt(kind: string, value?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (value === undefined || token.value === value);
  }

  skip(kind: string): boolean {
    if (!this.isAt(kind)) return false;
    this.next();
    return true;
  }

  expect(kind: string): GraphqlToken {
    const token = this.peek();
    if (token.kind !== kind) this.fail(token, `Expected ${kind}, found ${token.kind}`);
    return this.next();
  }

  /** The comments before the keyword. */
  keyword(word: string): Comment {
    const token = this.peek();
    const comment = this.#comment;
    if (token.kind !== 'Name' || token.value !== word) {
      this.fail(token, `Expected ${quote(word)}, found ${tokenText(token)}`);
    }
    this.next();
    return comment;
  }

  fail(token: GraphqlToken, message: string): never {
    throw new BuiltinError(`${message} in GraphQL string at location ${token.line}:${token.column}`);
  }

  unexpected(token: GraphqlToken = this.peek()): never {
    this.fail(token, `Unexpected ${tokenText(token)}`);
  }

  /** A node that begins with the token. */
  at(token: GraphqlToken, fields: Readonly<Record<string, JsonValue | undefined>>): GraphqlNode {
    const made = node(fields);
    this.positions.set(made, token);
    return made;
  }

  /** One or more between two punctuators, or none and no punctuators. */
  some(open: string, close: string, read: () => GraphqlNode): { readonly items: GraphqlNode[]; readonly end: Comment } {
    if (!this.skip(open)) return { items: [], end: undefined };
    const items = this.#until(close, read);
    const end = this.peek();
    if (items.length === 0) this.fail(end, `expected at least one definition, found ${end.kind}`);
    const comment = this.#comment;
    this.next();
    return { items, end: comment };
  }

  #until(close: string, read: () => GraphqlNode): GraphqlNode[] {
    const items: GraphqlNode[] = [];
    while (!this.isAt(close)) items.push(this.deeper(read));
    return items;
  }

  /** As deep as anybody nests, and no deeper than the stack. */
  deeper<Value>(read: () => Value): Value {
    if (++this.#depth > 500) this.fail(this.peek(), 'limit reached: nested more than 500 deep');
    const value = read();
    this.#depth--;
    return value;
  }

  name(): string {
    return this.expect('Name').value;
  }

  directives(isConst: boolean): GraphqlNode[] {
    const directives: GraphqlNode[] = [];
    while (this.skip('@')) {
      const token = this.peek();
      directives.push(this.at(token, { Name: this.name(), Arguments: this.arguments(isConst), Location: '' }));
    }
    return directives;
  }

  arguments(isConst: boolean): GraphqlNode[] {
    return this.some('(', ')', () => this.#named(isConst)).items;
  }

  #named(isConst: boolean): GraphqlNode {
    const token = this.peek();
    const comment = this.#comment;
    const name = this.name();
    this.expect(':');
    return this.at(token, { Name: name, Value: this.value(isConst), Comment: comment });
  }

  variable(): string {
    this.expect('$');
    return this.name();
  }

  value(isConst: boolean): GraphqlNode {
    const token = this.peek();
    const comment = this.#comment;
    const made = (kind: number, raw: string, children: readonly GraphqlNode[] = [], seen = comment): GraphqlNode =>
      this.at(token, { Raw: raw, Children: children, Kind: kind, Comment: seen, ExpectedTypeHasDefault: false });
    if (token.kind === '[') {
      this.next();
      const items = this.#until(']', () => node({ Name: '', Value: this.value(isConst) }));
      this.next();
      return made(valueKinds.list, '', items);
    }
    if (token.kind === '{') {
      this.next();
      const fields = this.#until('}', () => this.#named(isConst));
      this.next();
      return made(valueKinds.object, '', fields);
    }
    if (token.kind === '$' && !isConst) return made(valueKinds.variable, this.variable(), [], undefined);
    const kind = scalarKind(token);
    if (kind === undefined) return this.unexpected();
    this.next();
    // gqlparser looks for the comment behind the value.
    return made(kind, token.value, [], undefined);
  }

  type(): GraphqlNode {
    if (this.skip('[')) {
      const token = this.peek();
      const element = this.deeper(() => this.type());
      this.expect(']');
      return this.at(token, { NamedType: '', Elem: element, NonNull: this.skip('!') });
    }
    const token = this.peek();
    return this.at(token, { NamedType: this.name(), NonNull: this.skip('!') });
  }
}

function tokenText({ kind, value }: GraphqlToken): string {
  return value === '' ? kind : `${kind} ${quote(value)}`;
}

const words: Readonly<Record<string, number>> = {
  true: valueKinds.boolean,
  false: valueKinds.boolean,
  null: valueKinds.null,
};
const scalars: Readonly<Record<string, number>> = {
  Int: valueKinds.int,
  Float: valueKinds.float,
  String: valueKinds.string,
  BlockString: valueKinds.block,
};

function scalarKind({ kind, value }: GraphqlToken): number | undefined {
  if (kind !== 'Name') return Object.hasOwn(scalars, kind) ? scalars[kind] : undefined;
  return Object.hasOwn(words, value) ? words[value] : valueKinds.enum;
}
