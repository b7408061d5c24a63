import type { Body, Expr, ObjectEntry, TemplateStringTerm, Term } from '../ast/ast.ts';
import { effort } from '../ast/effort.ts';
import { forEachChild, type Node } from '../ast/for-each-child.ts';

/** Visits nodes from the outside in; `enter` gives true to leave out what is inside a node. */
export function walk(node: Node, enter: (node: Node) => boolean): void {
  if (enter(node)) return;
  forEachChild(node, (child) => walk(child, enter));
}

/** What a transformation does with the terms and bodies directly inside a node. */
export interface Mapper {
  readonly term: (term: Term) => Term;
  readonly body: (body: Body) => Body;
  /** Of a template string's parts; without it they stay. */
  readonly expr?: (expr: Expr) => Expr;
}

/** A term of the same kind with its inner terms and bodies replaced; the very term where nothing changed. */
export function mapTerm(term: Term, by: Mapper): Term {
  effort();
  switch (term.type) {
    case 'ref':
      return changed(term, { head: by.term(term.head), path: mapList(term.path, by.term) });
    case 'array':
    case 'set':
      return changed(term, { items: mapList(term.items, by.term) });
    case 'object':
      return changed(term, { entries: mapList(term.entries, (entry) => mapEntry(entry, by)) });
    case 'arrayComprehension':
    case 'setComprehension':
      return changed(term, { body: by.body(term.body), term: by.term(term.term) });
    case 'objectComprehension':
      return changed(term, { body: by.body(term.body), key: by.term(term.key), value: by.term(term.value) });
    case 'call':
      return changed(term, { args: mapList(term.args, by.term) });
    case 'templateString':
      return mapTemplate(term, by);
    default:
      return term;
  }
}

function mapEntry(entry: ObjectEntry, by: Mapper): ObjectEntry {
  const key = by.term(entry.key);
  const value = by.term(entry.value);
  return key === entry.key && value === entry.value ? entry : { key, value };
}

function mapTemplate(term: TemplateStringTerm, by: Mapper): Term {
  const { expr } = by;
  if (expr === undefined) return term;
  const parts = mapList<TemplateStringTerm['parts'][number]>(term.parts, (part) =>
    'with' in part ? expr(part) : part,
  );
  return changed(term, { parts });
}

/** An expression of the same kind with its inner terms and bodies replaced, `with` included. */
export function mapExpr(expr: Expr, by: Mapper): Expr {
  const withs = mapList(expr.with, (one) => changed(one, { value: by.term(one.value) }));
  switch (expr.type) {
    case 'termExpr':
      return changed(expr, { term: by.term(expr.term), with: withs });
    case 'callExpr':
      return changed(expr, { args: mapList(expr.args, by.term), with: withs });
    case 'some':
      return changed(expr, { symbols: mapList(expr.symbols, by.term), with: withs });
    case 'every':
      return changed(expr, { domain: by.term(expr.domain), body: by.body(expr.body), with: withs });
    case 'not':
      return changed(expr, { body: by.body(expr.body), with: withs });
    case 'and':
    case 'or':
      return changed(expr, { left: by.body(expr.left), right: by.body(expr.right), with: withs });
  }
}

/** The very list where no item changed. */
export function mapList<Item>(list: readonly Item[], by: (item: Item) => Item): readonly Item[] {
  let result: Item[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    if (item === undefined) continue;
    const mapped = by(item);
    if (mapped === item) continue;
    result ??= [...list];
    result[at] = mapped;
  }
  return result ?? list;
}

/** The node with these fields, or the very node where they are the same. */
export function changed<Item extends object>(item: Item, part: Partial<Item>): Item {
  for (const key in part) if (part[key] !== item[key]) return { ...item, ...part };
  return item;
}
