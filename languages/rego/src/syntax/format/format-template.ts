import type { Expr, StringTerm, TemplateStringTerm, Term } from '../../ast/ast.ts';
import { printTerm } from '../../ast/print-term.ts';
import { quote } from '../../values/quote.ts';
import type { FormatWriter } from './format-writer.ts';

/** Writes `$"…{expr}…"`. */
export function writeTemplate(w: FormatWriter, { parts, multiLine }: TemplateStringTerm): void {
  const mark = multiLine ? '`' : '"';
  w.write(`$${mark}`);
  for (const [index, part] of parts.entries()) {
    if (part.type === 'string') w.write(partText(part, multiLine));
    else if (isScalar(part)) w.write(printTerm(part));
    else writePart(w, part, parts[index + 1]);
  }
  w.write(mark);
}

function partText({ value }: StringTerm, multiLine: boolean): string {
  const text = multiLine ? value : quote(value).slice(1, -1);
  return text.replace(/(?<!\\)\{/g, '\\{');
}

function isScalar(part: Term | Expr): part is Term {
  return part.type === 'null' || part.type === 'boolean' || part.type === 'number';
}

function writePart(w: FormatWriter, expr: Expr, next: Term | Expr | undefined): void {
  w.write('{');
  w.level++;
  if (w.lineComments.length > 0) {
    w.endLine();
    w.startLine();
  } else {
    const above = takeAbove(w, w.places.row(expr.span.start));
    if (above.length > 0) {
      w.write(' ');
      w.writeComments(above);
    }
  }
  w.parts.writeExpr(w, expr);
  const below = next === undefined ? [] : takeAbove(w, w.places.row(next.span.start));
  if (below.length > 0) {
    w.endLine();
    w.writeComments(below);
    w.startLine();
  }
  w.write('}');
  w.level--;
}

function takeAbove(w: FormatWriter, row: number): FormatWriter['comments'] {
  const from = w.written;
  while ((w.nextComment?.row ?? row) < row) w.written++;
  return w.comments.slice(from, w.written);
}
