import type { CallTerm, ObjectEntry, RefTerm, StringTerm, Term } from '../../ast/ast.ts';
import { compareTerms, printTerm } from '../../ast/print-term.ts';
import { quote } from '../../values/quote.ts';
import { keywordsFor } from '../keywords.ts';
import { writeComprehension } from './format-comprehension.ts';
import { hasGeneratedVar, writeEntry, writeItem, writeList } from './format-list.ts';
import { writeTemplate } from './format-template.ts';
import type { FormatWriter } from './format-writer.ts';
import { infixOf } from './infix.ts';
import { closingRow, type Place } from './places.ts';

/** Writes a term. */
export function writeTerm(w: FormatWriter, term: Term): void {
  w.orAsItWas(w.places.spanOf(term), () => writeOperand(w, term, false));
}

/** Writes a term as an operand: an infix call in it stands in parentheses. */
export function writeOperand(w: FormatWriter, term: Term, inParens: boolean): void {
  const isMarked = w.bracedUnion === term;
  if (isMarked) w.bracedUnion = undefined;
  w.insertComments(w.places.rowOf(term));
  if (!w.isInline) w.startLine();
  writeAny(w, term, inParens || isMarked);
  if (!w.isInline) w.startLine();
}

function writeAny(w: FormatWriter, term: Term, inParens: boolean): void {
  switch (term.type) {
    case 'ref':
      return writeRef(w, term);
    case 'array':
      return writeCollection(w, term, '[]');
    case 'set':
      if (term.items.length > 0) return writeCollection(w, term, '{}');
      w.write('set()');
      return w.insertComments(closingRow(w.places.ofTerm(term), '()'));
    case 'object':
      return writeObject(w, term);
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
      return writeComprehension(w, term);
    case 'string':
      return w.write(stringText(w, term));
    case 'templateString':
      return writeTemplate(w, term);
    case 'call':
      return writeCall(w, term, inParens);
    case 'null':
    case 'boolean':
    case 'number':
    case 'var':
      return w.write(printTerm(term));
    default:
      return term satisfies never;
  }
}

/** A string as it was written; the name behind a dot was not written as one. */
function stringText(w: FormatWriter, term: StringTerm): string {
  const { text } = w.places.of(term);
  return text.startsWith('"') || text.startsWith('`') ? text : quote(term.value);
}

/** Writes `a.b["c d"][x]`. */
export function writeRef(w: FormatWriter, { head, path }: RefTerm): void {
  writeOperand(w, head, head.type === 'call' && w.places.beginsWithParen(head));
  for (const part of path) {
    if (part.type === 'string') w.write(partText(w, part));
    else if (part.type === 'var') w.write(`[${printTerm(part)}]`);
    else {
      w.write('[');
      writeTerm(w, part);
      w.write(']');
    }
  }
}

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function partText(w: FormatWriter, part: StringTerm): string {
  const { value } = part;
  // A keyword stays as it was written: both ways are allowed.
  const isQuoted = !plainName.test(value) || (keywordsFor(w.style.target).includes(value) && w.places.isQuoted(part));
  return isQuoted ? `[${quote(value)}]` : `.${value}`;
}

function writeCollection(w: FormatWriter, term: Term & { items: readonly Term[] }, brackets: string): void {
  const place = w.places.ofTerm(term);
  w.write(brackets.charAt(0));
  writeTerms(w, term.type === 'set' ? unique(term.items) : term.items, { place, brackets, isCollection: true });
  w.write(brackets.charAt(1));
}

/** Items that are the same are written once. */
function unique(items: readonly Term[]): Term[] {
  const sorted = items.map((item, index) => ({ item, index })).sort((a, b) => compareTerms(a.item, b.item));
  const first = sorted.filter(({ item }, at) => at === 0 || compareTerms(sorted[at - 1]?.item ?? item, item) !== 0);
  return first.sort((a, b) => a.index - b.index).map(({ item }) => item);
}

interface TermsPlace {
  readonly place: Place;
  readonly brackets: string;
  readonly isCollection: boolean;
}

/** Writes terms between brackets, without those. */
export function writeTerms(
  w: FormatWriter,
  terms: readonly Term[],
  { place, brackets, isCollection }: TermsPlace,
): void {
  writeList(w, {
    items: terms,
    first: (term) => term,
    write: (term) => writeItem(w, term, isCollection),
    isOnOneLine: hasGeneratedVar(terms),
    place,
    closeRow: closingRow(place, brackets),
  });
}

function writeObject(w: FormatWriter, term: Term & { entries: readonly ObjectEntry[] }): void {
  const place = w.places.ofTerm(term);
  const { entries } = term;
  w.write('{');
  writeList(w, {
    items: entries,
    first: ({ key }) => key,
    write: (entry) => writeEntry(w, entry),
    isOnOneLine: hasGeneratedVar(entries.flatMap(({ key, value }) => [key, value])),
    place,
    closeRow: closingRow(place, '{}'),
  });
  w.write('}');
}

function writeCall(w: FormatWriter, call: CallTerm, inParens: boolean): void {
  const infix = infixOf(call.operator);
  if (infix === undefined) return writePlainCall(w, call.operator, call.args);
  if (infix.sign === 'in') return writeIn(w, call.operator, call.args, true);
  const [left, right] = call.args;
  if (call.args.length !== infix.arity || left === undefined || right === undefined)
    return complainOfArity(w, call.operator);
  if (inParens) w.write('(');
  writeOperand(w, left, true);
  w.write(` ${infix.sign} `);
  writeOperand(w, right, true);
  if (inParens) w.write(')');
}

export function complainOfArity(w: FormatWriter, operator: RefTerm): void {
  w.errors.push(`${printTerm(operator)}: arity mismatch`);
}

/** Writes `f(x, y)`. */
export function writePlainCall(w: FormatWriter, operator: RefTerm, args: readonly Term[]): void {
  writeRef(w, operator);
  w.write('(');
  writeTerms(w, args, { place: w.places.of(operator), brackets: '()', isCollection: false });
  w.write(')');
}

/** Writes `x in xs` and `k, v in xs`, the latter in parentheses where it is part of another term. */
export function writeIn(w: FormatWriter, operator: RefTerm, args: readonly Term[], isPart: boolean): void {
  if (args.length !== infixOf(operator)?.arity) return complainOfArity(w, operator);
  const inParens = isPart && args.length === 3;
  if (inParens) w.write('(');
  for (const [index, arg] of args.entries()) {
    if (index > 0) w.write(index === args.length - 1 ? ' in ' : ', ');
    writeOperand(w, arg, true);
  }
  if (inParens) w.write(')');
}
