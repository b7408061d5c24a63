import type { Expr, Head, Rule } from '../../ast/ast.ts';
import { printTerm } from '../../ast/print-term.ts';
import { hasVars } from '../parse-head.ts';
import { writeBody, writeExpr } from './format-expr.ts';
import { leadingOperand } from './format-logical.ts';
import { writeRef, writeTerm, writeTerms } from './format-term.ts';
import type { FormatWriter } from './format-writer.ts';
import { isLogical, isUnion, isUnionExpr, leadOf } from './infix.ts';
import { closingRow } from './places.ts';

/** Writes rules with a blank line between them; one-liners that stood together stay together. */
export function writeRules(w: FormatWriter, rules: readonly Rule[]): void {
  for (const [index, rule] of rules.entries()) {
    w.insertComments(w.places.row(rule.span.start));
    writeRule(w, rule, 'first');
    const next = rules[index + 1];
    // A line that is still open is a closing brace: what was one line has become a block.
    if (next === undefined || w.isInline || !standTogether(w, rule, next)) w.blankLine();
  }
}

function standTogether(w: FormatWriter, rule: Rule, next: Rule): boolean {
  if (!isOneLiner(w, rule) || !isOneLiner(w, next)) return false;
  return w.places.row(next.span.start) === w.places.row(rule.span.start) + 1;
}

function isOneLiner(w: FormatWriter, rule: Rule): boolean {
  const [only] = rule.body;
  if (rule.body.length > 1 || rule.default || rule.else !== undefined || (only && isSet(only))) return false;
  return usesIf(w, rule.head);
}

function isSet(expr: Expr): boolean {
  return expr.type === 'termExpr' && !expr.negated && expr.term.type === 'set';
}

function usesIf({ style }: FormatWriter, head: Head): boolean {
  return (style.isV1 || style.ifs) && (style.contains || head.value !== undefined);
}

type Branch = 'first' | 'else';

function writeRule(w: FormatWriter, rule: Rule, branch: Branch): void {
  if (branch === 'first') w.startLine();
  if (rule.default) w.write('default ');
  const isConstant = rule.else === undefined && isTrue(rule.body);
  writeHead(w, rule, { branch, isConstant });
  if (isConstant) return w.endLine();
  const [first] = rule.body;
  const withIf = usesIf(w, rule.head);
  if (withIf) w.write(' if');
  if (withIf && first !== undefined && fitsBesideHead(w, rule)) {
    w.write(' ');
    writeExpr(w, first);
    w.endLine();
  } else writeBlock(w, rule, withIf && branch === 'first');
  if (rule.else !== undefined) writeElse(w, rule, rule.else);
}

function isTrue(body: readonly Expr[]): boolean {
  const [only] = body;
  if (body.length !== 1 || only?.type !== 'termExpr' || only.negated || only.with.length > 0) return false;
  return only.term.type === 'boolean' && only.term.value;
}

/** One expression stays on the line where the head ends; braces around a set are needed. */
function fitsBesideHead(w: FormatWriter, { head, body }: Rule): boolean {
  const [only] = body;
  if (body.length !== 1 || only === undefined || isSet(only)) return false;
  return w.places.row(only.span.start) === w.places.endRow(head);
}

function writeBlock(w: FormatWriter, rule: Rule, mayReadAsSet: boolean): void {
  w.write(' {');
  w.endLine();
  const [first] = rule.body;
  if (mayReadAsSet && first !== undefined) markUnion(w, first);
  w.level++;
  writeBody(w, rule.body);
  const { head } = rule;
  const skipped = head.args.length > 0 ? '()' : isKeyed(head) ? '[]' : undefined;
  w.insertComments(closingRow(w.places.of(rule), '{}', skipped));
  w.level--;
  w.startLine();
  w.write('}');
}

/** `x | y` at the start of a body reads as a comprehension: it is written in parentheses. */
function markUnion(w: FormatWriter, expr: Expr): void {
  if (isLogical(expr)) {
    const lead = leadingOperand(expr);
    if (lead !== undefined) markUnion(w, lead);
  } else if (expr.type === 'callExpr' && !expr.negated) {
    const lead = leadOf(expr.operator, expr.args);
    if (isUnionExpr(expr)) w.bracedUnion = expr;
    else if (lead !== undefined && isUnion(lead)) w.bracedUnion = lead;
  }
}

/** Written as `p[k]`, also where it has a value. */
function isKeyed({ key, value, ref, args, hasIf }: Head): boolean {
  if (key !== undefined || value === undefined) return key !== undefined;
  if (ref.path.length !== 1 || args.length > 0) return false;
  return !hasIf || hasVars(ref) || ref.path[0]?.type === 'ref';
}

/** An `else` stays beside the closing brace if something stood before it on its line. */
function writeElse(w: FormatWriter, rule: Rule, branch: Rule): void {
  const { row, text } = w.places.of(rule);
  const elseRow = w.places.row(branch.span.start);
  const line = text.split('\n', elseRow - row + 1)[elseRow - row];
  const isBeside = elseRow > row && line !== undefined && !line.trim().startsWith('else');
  const isCommented = (w.nextComment?.row ?? elseRow) < elseRow || w.lineComments.length > 0;
  if (isBeside && !isCommented) w.write(' ');
  else {
    w.blankLine();
    w.startLine();
  }
  w.insertComments(elseRow);
  if (isCommented && !w.isInline) w.startLine();
  const { value } = branch.head;
  if (value !== undefined) w.places.move(value, { row: elseRow, text: w.places.ofTerm(value).text });
  writeRule(w, branch, 'else');
}

interface HeadKind {
  readonly branch: Branch;
  readonly isConstant: boolean;
}

function writeHead(w: FormatWriter, rule: Rule, kind: HeadKind): void {
  const { head } = rule;
  if (kind.branch === 'else') w.write('else');
  else writeSignature(w, head);
  if (head.value !== undefined && isValueWritten(w, rule, kind)) {
    w.write(head.assign || w.style.isV1 ? ' := ' : ' = ');
    writeTerm(w, head.value);
  }
}

function writeSignature(w: FormatWriter, head: Head): void {
  writeName(w, head);
  if (head.args.length > 0) {
    w.orAsItWas(w.places.argsSpan(head), () => {
      w.write('(');
      writeTerms(w, head.args, { place: w.places.of(head), brackets: '()', isCollection: false });
      w.write(')');
    });
  }
  if (head.key === undefined) return;
  w.write(w.style.contains ? ' contains ' : '[');
  writeTerm(w, head.key);
  if (!w.style.contains) w.write(']');
}

function writeName(w: FormatWriter, { ref }: Head): void {
  const [part] = ref.path;
  if (w.style.refHeads || part === undefined) return writeRef(w, ref);
  if (w.nextComment?.row === w.places.rowOf(part)) w.insertComments(w.places.rowOf(part));
  w.write(`${printTerm(ref.head)}[${printTerm(part)}]`);
}

function isValueWritten(w: FormatWriter, { head, default: isDefault, bodyGenerated }: Rule, kind: HeadKind): boolean {
  const isTrueValue = head.value?.type === 'boolean' && head.value.value;
  if (!isTrueValue || isDefault) return true;
  const isKey = kind.branch === 'first' && isKeyed(head);
  if (!isKey && !kind.isConstant) return false;
  const isImplied =
    kind.branch === 'first' &&
    (isStatement(head, bodyGenerated) || (head.valueGenerated && head.hasIf && isKeyed(head)));
  // From v1 on a name alone would not be read again.
  return !isImplied || (w.style.isV1 && kind.isConstant && head.args.length === 0);
}

/** `f(1)` and `a.b.c` alone, without a value and a body. */
function isStatement({ value, span, ref, valueGenerated }: Head, bodyGenerated: boolean): boolean {
  return bodyGenerated && (valueGenerated || value?.span.start === ref.span.start) && span.start === ref.span.start;
}
