import type { Body, Expr, RefTerm, Term } from '../ast/ast.ts';
import { forEachChild, type Node } from '../ast/for-each-child.ts';

/** What a search for variables leaves out. */
export interface VarSearch {
  /** The first term of every reference. */
  readonly skipRefHead?: boolean;
  /** The name of every function that is called, and the first terms of `with` targets and values. */
  readonly skipCallHead?: boolean;
  readonly skipObjectKeys?: boolean;
  /** Bodies of comprehensions, template strings, `every`, `not`, `and`, `or`. */
  readonly skipClosures?: boolean;
  readonly skipSets?: boolean;
  /** Handles a node itself (gives true), possibly adding variables. */
  readonly custom?: (node: Node, found: Set<string>) => boolean;
}

/** What the safety check counts as used by an expression itself. */
export const safetySearch: VarSearch = { skipCallHead: true, skipClosures: true };

/** Some names: what matters of a set of them. */
export interface Names {
  readonly has: (name: string) => boolean;
}

/** The names of the variables in a node. */
export function varsIn(node: Node, search: VarSearch = {}, found: Set<string> = new Set()): Set<string> {
  visit(node, search, found);
  return found;
}

export function varsInAll(nodes: readonly Node[], search: VarSearch = {}, found: Set<string> = new Set()): Set<string> {
  for (const node of nodes) visit(node, search, found);
  return found;
}

export function varsInBody(body: Body, search: VarSearch = {}, found: Set<string> = new Set()): Set<string> {
  return varsInAll(body, search, found);
}

function visit(node: Node, search: VarSearch, found: Set<string>): void {
  if (search.custom?.(node, found)) return;
  if (node.type === 'var') found.add(node.name);
  else if (!visitSpecially(node, search, found)) forEachChild(node, (child) => visit(child, search, found));
}

function visitSpecially(node: Node, search: VarSearch, found: Set<string>): boolean {
  if (search.skipObjectKeys && node.type === 'object') {
    for (const entry of node.entries) visit(entry.value, search, found);
    return true;
  }
  if (search.skipRefHead && node.type === 'ref') {
    visitAll(node.path, search, found);
    return true;
  }
  if (search.skipSets && node.type === 'set') return true;
  if (search.skipClosures && skipClosure(node, search, found)) return true;
  return search.skipCallHead === true && skipCallHead(node, search, found);
}

function skipClosure(node: Node, search: VarSearch, found: Set<string>): boolean {
  switch (node.type) {
    case 'arrayComprehension':
    case 'setComprehension':
    case 'objectComprehension':
    case 'templateString':
      return true;
    case 'not':
    case 'and':
    case 'or':
      visitAll(node.with, search, found);
      return true;
    case 'every':
      visit(node.domain, search, found);
      return true;
    default:
      return false;
  }
}

function skipCallHead(node: Node, search: VarSearch, found: Set<string>): boolean {
  switch (node.type) {
    case 'callExpr':
      visitAll(node.operator.path, search, found);
      visitAll(node.args, search, found);
      visitAll(node.with, search, found);
      return true;
    case 'call':
      visitAll(node.operator.path, search, found);
      visitAll(node.args, search, found);
      return true;
    case 'with':
      if (node.target.type === 'ref') visitAll(node.target.path, search, found);
      visitWithValue(node.value, search, found);
      return true;
    default:
      return false;
  }
}

function visitWithValue(value: Term, search: VarSearch, found: Set<string>): void {
  if (value.type === 'ref') visitAll(value.path, search, found);
  else visit(value, search, found);
}

function visitAll(nodes: readonly Node[], search: VarSearch, found: Set<string>): void {
  for (const node of nodes) visit(node, search, found);
}

/** Every reference in a node, inner ones included. */
export function refsIn(nodes: readonly Node[], found: RefTerm[] = []): RefTerm[] {
  for (const node of nodes) collectRefs(node, found);
  return found;
}

function collectRefs(node: Node, found: RefTerm[]): void {
  if (node.type === 'ref') found.push(node);
  forEachChild(node, (child) => collectRefs(child, found));
}

/** Whether some node inside (or the node itself) is what `wanted` says. */
export function contains(node: Node, wanted: (node: Node) => boolean): boolean {
  if (wanted(node)) return true;
  let found = false;
  forEachChild(node, (child) => {
    found = found || contains(child, wanted);
  });
  return found;
}

/** A term that must be evaluated before it can stand in a head: it holds a reference or a comprehension. */
export function requiresEvaluation(term: Term): boolean {
  return contains(
    term,
    (node) =>
      node.type === 'ref' ||
      node.type === 'arrayComprehension' ||
      node.type === 'setComprehension' ||
      node.type === 'objectComprehension',
  );
}

export function union(into: Set<string>, from: Iterable<string>): Set<string> {
  for (const name of from) into.add(name);
  return into;
}

export function isSubset(names: Iterable<string>, of: Names): boolean {
  for (const name of names) if (!of.has(name)) return false;
  return true;
}

export function without(names: ReadonlySet<string>, removed: Names): Set<string> {
  const rest = new Set<string>();
  for (const name of names) if (!removed.has(name)) rest.add(name);
  return rest;
}

/** Calls `each` for every expression, nested ones included, from the outside in. */
export function forEachExpr(nodes: readonly Node[], each: (expr: Expr) => void): void {
  for (const node of nodes) visitExprs(node, each);
}

function visitExprs(node: Node, each: (expr: Expr) => void): void {
  if ('with' in node) each(node);
  forEachChild(node, (child) => visitExprs(child, each));
}
