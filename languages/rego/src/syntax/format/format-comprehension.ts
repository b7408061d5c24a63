import type { ArrayComprehension, Body, Expr, ObjectComprehension, SetComprehension, Term } from '../../ast/ast.ts';
import { hasGeneratedVar, linesOf } from './format-list.ts';
import type { FormatWriter } from './format-writer.ts';
import { isUnion, isUnionExpr } from './infix.ts';
import { closingRow, type Place } from './places.ts';

/** Writes a comprehension with its brackets. */
export function writeComprehension(
  w: FormatWriter,
  term: ArrayComprehension | SetComprehension | ObjectComprehension,
): void {
  const place = w.places.ofTerm(term);
  const brackets = term.type === 'arrayComprehension' ? '[]' : '{}';
  w.write(brackets.charAt(0));
  if (term.type === 'objectComprehension') {
    // The value begins on the line of the key, wherever it stood.
    w.places.move(term.value, { ...w.places.ofTerm(term.value), row: place.row });
    writeKey(w, term.key);
  }
  writeRest(
    w,
    { term: term.type === 'objectComprehension' ? term.value : term.term, body: term.body },
    { place, brackets },
  );
  w.write(brackets.charAt(1));
}

function writeKey(w: FormatWriter, key: Term): void {
  const inParens = isUnion(key);
  if (inParens) w.write('(');
  w.parts.writeTerm(w, key);
  w.write(inParens ? '): ' : ': ');
}

interface Brackets {
  readonly place: Place;
  readonly brackets: string;
}

function writeRest(w: FormatWriter, { term, body }: { term: Term; body: Body }, at: Brackets): void {
  const row = w.places.rowOf(term);
  if (row > at.place.row) {
    w.endLine();
    w.startLine();
  }
  w.parts.writeOperand(w, term, term.type === 'call' && (isUnion(term) || w.places.beginsWithParen(term)));
  w.write(' |');
  writeBracedBody(w, body, { ...at, row });
}

/** Writes a body up to its closing bracket: on this line if it all stood on that of `row`. */
export function writeBracedBody(w: FormatWriter, body: Body, at: Brackets & { readonly row: number }): void {
  const [first, ...rest] = body;
  if (first === undefined) return;
  const lines = hasGeneratedVar(body) ? [body] : linesOf(w, body, { first: (expr) => expr, row: at.row });
  const closeRow = closingRow(at.place, at.brackets);
  if (w.places.row(first.span.start) > at.row || lines.length > 1) {
    w.endLine();
    w.level++;
    w.parts.writeBody(w, body);
    w.insertComments(closeRow);
    w.level--;
    w.startLine();
    return;
  }
  w.write(' ');
  w.parts.writeExpr(w, first);
  for (const expr of rest) {
    w.write('; ');
    w.parts.writeExpr(w, expr);
  }
  w.insertComments(closeRow);
}

/** Whether the last expression stood on a row. */
export function endsOnRow(w: FormatWriter, body: readonly Expr[], row: number): boolean {
  const last = body.at(-1);
  return last !== undefined && w.places.row(last.span.start) === row;
}

/** Writes a body in braces; a union that it begins with stands in parentheses. */
export function writeBraces(w: FormatWriter, body: Body, place: Place): void {
  const [first] = body;
  if (first !== undefined && isUnionExpr(first)) w.bracedUnion = first;
  w.write('{');
  writeBracedBody(w, body, { place, brackets: '{}', row: place.row });
  if (endsOnRow(w, body, place.row)) w.write(' ');
  w.write('}');
}
