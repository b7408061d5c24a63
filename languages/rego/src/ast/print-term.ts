import { declarations } from '../builtins/declarations.ts';
import { compareNumbers, compareText } from '../values/compare.ts';
import { quote } from '../values/quote.ts';
import type { Body, Expr, ObjectEntry, RefTerm, TemplateStringTerm, Term, With } from './ast.ts';

/** The Rego text of a term as OPA writes it in messages: operators as calls, sets and objects in order. */
export function printTerm(term: Term): string {
  switch (term.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(term.value);
    case 'number':
      return term.text;
    case 'string':
      return quote(term.value);
    case 'var':
      return term.name.startsWith('$') ? '_' : term.name;
    case 'ref':
      return printRef(term);
    case 'array':
      return `[${term.items.map(printTerm).join(', ')}]`;
    case 'set':
      return term.items.length === 0 ? 'set()' : `{${inOrder(term.items).map(printTerm).join(', ')}}`;
    case 'object':
      return `{${inOrderByKey(term.entries).map(printEntry).join(', ')}}`;
    case 'arrayComprehension':
      return `[${printHead(term.term)} | ${printBody(term.body)}]`;
    case 'setComprehension':
      return `{${printHead(term.term)} | ${printBody(term.body)}}`;
    case 'objectComprehension':
      return `{${printHead(term.key)}: ${printHead(term.value)} | ${printBody(term.body)}}`;
    case 'call':
      return printCall(term.operator, term.args);
    case 'templateString':
      return `$"${term.parts.map(printPart).join('')}"`;
    default:
      return term satisfies never;
  }
}

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const keywords = new Set(
  'not package import as default else with null true false some if contains in every'.split(' '),
);

function printRef({ head, path }: RefTerm): string {
  const first = head.type === 'string' ? head.value : printTerm(head);
  return first + path.map(printPathPart).join('');
}

function printPathPart(part: Term): string {
  if (part.type !== 'string') return `[${printTerm(part)}]`;
  const { value } = part;
  if (plainName.test(value) && !keywords.has(value)) return `.${value}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be escaped.
  return /[\x00-\x1f\x7f-\x9f\\]/.test(value) ? `[${quote(value)}]` : `["${value}"]`;
}

function printCall(operator: RefTerm, args: readonly Term[]): string {
  return `${printRef(operator)}(${args.map(printTerm).join(', ')})`;
}

function printEntry({ key, value }: { key: Term; value: Term }): string {
  return `${printTerm(key)}: ${printTerm(value)}`;
}

/** What a comprehension collects: operators in it are written between their operands. */
function printHead(term: Term): string {
  if (term.type !== 'call' || term.args.length !== 2) return printTerm(term);
  const infix = declarations.get(printRef(term.operator))?.infix;
  const [left, right] = term.args;
  if (infix === undefined || infix === 'in' || left === undefined || right === undefined) return printTerm(term);
  return `(${printHead(left)} ${infix} ${printHead(right)})`;
}

function printPart(part: TemplateStringTerm['parts'][number]): string {
  if (part.type === 'string')
    return quote(part.value)
      .slice(1, -1)
      .replace(/(?<!\\)\{/g, '\\{');
  return isTerm(part) ? printTerm(part) : `{${printExpr(part)}}`;
}

function isTerm(part: Term | Expr): part is Term {
  return part.type === 'null' || part.type === 'boolean' || part.type === 'number' || part.type === 'string';
}

/** The Rego text of expressions on one line as OPA writes it in messages: `x == 1` is `equal(x, 1)`, `x = 1` stays. */
export function printBody(body: Body): string {
  return body.map(printExpr).join('; ');
}

function printExpr(expr: Expr): string {
  const withs = expr.with.map((item) => ` ${printWith(item)}`).join('');
  return printWithoutWith(expr) + withs;
}

function printWith({ target, value }: With): string {
  return `with ${printTerm(target)} as ${printTerm(value)}`;
}

function printWithoutWith(expr: Expr): string {
  switch (expr.type) {
    case 'termExpr':
      return (expr.negated ? 'not ' : '') + printTerm(expr.term);
    case 'callExpr':
      return (expr.negated ? 'not ' : '') + printStatementCall(expr.operator, expr.args);
    case 'some':
      return `some ${printSymbols(expr.symbols)}`;
    case 'every': {
      const names = [expr.key, expr.value].filter((name) => name !== undefined).map(printTerm);
      return `every ${names.join(', ')} in ${printTerm(expr.domain)} { ${printBody(expr.body)} }`;
    }
    case 'not':
      if (expr.explicitBody || expr.body.length !== 1) return `not {${printBody(expr.body)}}`;
      return `not ${needsParens(expr.body[0]) ? `(${printBody(expr.body)})` : printBody(expr.body)}`;
    case 'and':
    case 'or': {
      const left = printOperand(expr.left, { explicit: expr.explicitLeft, of: expr.type, isRight: false });
      const right = printOperand(expr.right, { explicit: expr.explicitRight, of: expr.type, isRight: true });
      return `${left} ${expr.type} ${right}`;
    }
    default:
      return expr satisfies never;
  }
}

function printStatementCall(operator: RefTerm, args: readonly Term[]): string {
  const [left, right] = args;
  const isUnification = printRef(operator) === 'eq' && args.length === 2;
  if (!isUnification || left === undefined || right === undefined) return printCall(operator, args);
  return `${printTerm(left)} = ${printTerm(right)}`;
}

function printSymbols(symbols: readonly Term[]): string {
  const [first] = symbols;
  if (first?.type !== 'call') return symbols.map(printTerm).join(', ');
  const names = first.args.slice(0, -1).map(printTerm).join(', ');
  return `${names} in ${first.args.slice(-1).map(printTerm).join('')}`;
}

/** A `not` binds more tightly than `and` and `or`, and a brace behind it begins a body. */
function needsParens(expr: Expr | undefined): boolean {
  if (expr === undefined) return false;
  if (expr.with.length > 0 || expr.type === 'and' || expr.type === 'or' || expr.type === 'not') return true;
  return beginsWithBrace(expr);
}

function beginsWithBrace(expr: Expr): boolean {
  return expr.type === 'termExpr' && printTerm(expr.term).startsWith('{');
}

interface OperandPlace {
  readonly explicit: boolean;
  readonly of: 'and' | 'or';
  readonly isRight: boolean;
}

function printOperand(body: Body, { explicit, of, isRight }: OperandPlace): string {
  const [only] = body;
  if (explicit || body.length !== 1 || only === undefined) return `{ ${printBody(body)} }`;
  const looser = only.type === 'or' && (of === 'and' || isRight);
  const same = only.type === 'and' && of === 'and' && isRight;
  const inParens = only.with.length > 0 || looser || same || beginsWithBrace(only);
  return inParens ? `(${printBody(body)})` : printBody(body);
}

/** Items in OPA's order; those that stand twice are told once. */
function inOrder(items: readonly Term[]): Term[] {
  const sorted = [...items].sort(compareTerms);
  return sorted.filter((item, index) => index === 0 || compareTerms(sorted[index - 1] ?? item, item) !== 0);
}

/** Of entries with the same key OPA keeps the last value. */
function inOrderByKey(entries: readonly ObjectEntry[]): ObjectEntry[] {
  const sorted = [...entries].sort((a, b) => compareTerms(a.key, b.key));
  return sorted.filter(({ key }, index) => {
    const next = sorted[index + 1];
    return next === undefined || compareTerms(next.key, key) !== 0;
  });
}

/** OPA's order of terms; comprehensions by their text. 0 for the same value. */
export function compareTerms(a: Term, b: Term): number {
  if (a.type === 'number' && b.type === 'number') return compareNumbers(a.value, b.value);
  if (a.type === 'string' && b.type === 'string') return compareText(a.value, b.value);
  if (a.type === 'var' && b.type === 'var') return compareText(a.name, b.name);
  const [left, right] = [partsOf(a), partsOf(b)];
  if (a.type === b.type && left !== undefined && right !== undefined) return compareLists(left, right);
  return order.indexOf(a.type) - order.indexOf(b.type) || compareText(printTerm(a), printTerm(b));
}

/** What composite terms are compared by, part by part. */
function partsOf(term: Term): readonly Term[] | undefined {
  switch (term.type) {
    case 'array':
      return term.items;
    case 'set':
      return inOrder(term.items);
    case 'object':
      return inOrderByKey(term.entries).flatMap(({ key, value }) => [key, value]);
    case 'ref':
      return [term.head, ...term.path];
    case 'call':
      return [term.operator, ...term.args];
    default:
      return undefined;
  }
}

function compareLists(a: readonly Term[], b: readonly Term[]): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = compareTerms(item, other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const order: readonly Term['type'][] = [
  'null',
  'boolean',
  'number',
  'string',
  'templateString',
  'var',
  'ref',
  'array',
  'object',
  'set',
  'arrayComprehension',
  'objectComprehension',
  'setComprehension',
  'call',
];
