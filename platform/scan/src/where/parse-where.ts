import { type Finding, severities } from '@bulwark/model';
import { matchesGlob } from '@bulwark/text';
import { type Field, fieldAliases, fields, severityLevel } from './fields.ts';
import { type Token, tokensOfExpression, type WhereProblem } from './tokens.ts';

export type Condition = (finding: Finding) => boolean;

class WhereError extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

/**
 * Parses a filter such as `severity>=high and namespace~"prod-*"`. Grammar: `or` of `and` of `not`, brackets, and
 * comparisons `field op value` with `= != ~ !~ < <= > >=`, or `field in (a, b)`; `~` is a glob. Never throws.
 */
export function parseWhere(expression: string): Condition | WhereProblem {
  const tokens = tokensOfExpression(expression);
  if ('message' in tokens) return tokens;
  try {
    const parser = new Parser(tokens);
    return parser.whole();
  } catch (error) {
    if (!(error instanceof WhereError)) throw error;
    return { message: error.message, column: error.column };
  }
}

const deepest = 64;

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#or();
    const rest = this.#next();
    if (rest.kind !== 'end') throw new WhereError(`expected "and", "or" or the end, found "${rest.text}"`, rest.column);
    return condition;
  }

  #or(): Condition {
    const parts = [this.#and()];
    while (this.#isWord('or')) parts.push(this.#and());
    return parts.length === 1 ? (parts[0] ?? (() => true)) : (finding) => parts.some((part) => part(finding));
  }

  #and(): Condition {
    const parts = [this.#not()];
    while (this.#isWord('and')) parts.push(this.#not());
    return parts.length === 1 ? (parts[0] ?? (() => true)) : (finding) => parts.every((part) => part(finding));
  }

  #not(): Condition {
    const token = this.#peek();
    if (++this.#depth > deepest) throw new WhereError(`nested deeper than ${deepest}`, token.column);
    try {
      if (this.#isWord('not')) {
        const inner = this.#not();
        return (finding) => !inner(finding);
      }
      if (token.kind === 'open') return this.#bracketed();
      return this.#comparison();
    } finally {
      this.#depth--;
    }
  }

  #bracketed(): Condition {
    this.#next();
    const inner = this.#or();
    this.#expect('close', '")"');
    return inner;
  }

  #comparison(): Condition {
    const name = this.#expect('word', 'a field');
    const field = fieldNamed(name);
    if (this.#isWord('in')) return this.#membership(field, name);
    const operator = this.#expect('operator', 'one of = != ~ !~ < <= > >= in');
    return comparison(field, operator, this.#value());
  }

  #membership(field: Field, name: Token): Condition {
    this.#expect('open', '"("');
    const equals = { ...name, text: '=' };
    const parts = [comparison(field, equals, this.#value())];
    while (this.#peek().kind === 'comma') {
      this.#next();
      parts.push(comparison(field, equals, this.#value()));
    }
    this.#expect('close', '")"');
    return (finding) => parts.some((part) => part(finding));
  }

  #value(): Token {
    const token = this.#next();
    if (token.kind === 'word' || token.kind === 'string') return token;
    throw new WhereError(`expected a value, found "${token.text}"`, token.column);
  }

  #isWord(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }

  #expect(kind: Token['kind'], what: string): Token {
    const token = this.#next();
    if (token.kind !== kind) throw new WhereError(`expected ${what}, found "${token.text}"`, token.column);
    return token;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: 'the end', column: 1 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }
}

function fieldNamed(token: Token): Field {
  const name = token.text.toLowerCase();
  const full = (Object.hasOwn(fieldAliases, name) ? fieldAliases[name] : undefined) ?? name;
  const field = Object.hasOwn(fields, full) ? fields[full] : undefined;
  if (field) return field;
  throw new WhereError(`unknown field "${token.text}"; there is ${Object.keys(fields).join(', ')}`, token.column);
}

function comparison(field: Field, operator: Token, value: Token): Condition {
  switch (field.kind) {
    case 'text':
      return textComparison(field.values, operator, value.text);
    case 'number': {
      const wanted = Number(value.text);
      if (Number.isNaN(wanted)) throw new WhereError(`expected a number, found "${value.text}"`, value.column);
      return ordered(operator, (finding) => field.value(finding) - wanted);
    }
    case 'severity': {
      const wanted = severityLevel(value.text.toLowerCase());
      if (wanted === -1)
        throw new WhereError(`expected one of ${severities.join(', ')}, found "${value.text}"`, value.column);
      return ordered(operator, (finding) => severityLevel(finding.severity) - wanted);
    }
  }
}

function textComparison(values: (finding: Finding) => readonly string[], operator: Token, wanted: string): Condition {
  switch (operator.text) {
    case '=':
    case '==':
      return (finding) => values(finding).includes(wanted);
    case '!=':
      return (finding) => !values(finding).includes(wanted);
    case '~':
    case ':':
      return (finding) => values(finding).some((value) => matchesGlob(value, wanted));
    case '!~':
      return (finding) => !values(finding).some((value) => matchesGlob(value, wanted));
    default:
      throw new WhereError(`a text has no "${operator.text}"; use = != ~ !~`, operator.column);
  }
}

function ordered(operator: Token, difference: (finding: Finding) => number): Condition {
  switch (operator.text) {
    case '=':
    case '==':
    case ':':
      return (finding) => difference(finding) === 0;
    case '!=':
      return (finding) => difference(finding) !== 0;
    case '<':
      return (finding) => difference(finding) < 0;
    case '<=':
      return (finding) => difference(finding) <= 0;
    case '>':
      return (finding) => difference(finding) > 0;
    case '>=':
      return (finding) => difference(finding) >= 0;
    default:
      throw new WhereError(`an ordered field has no "${operator.text}"; use = != < <= > >=`, operator.column);
  }
}
