import type { RefTerm, Term } from '../ast/ast.ts';
import { compare } from '../values/compare.ts';
import { hashKey } from '../values/hash-key.ts';
import type { HashKey, RegoValue } from '../values/value.ts';
import { headName } from './build-terms.ts';
import { type CompiledModule, type CompiledRule, fullRef } from './compiled-module.ts';
import { constantValue } from './constant-value.ts';

/** A place in the tree of virtual documents. */
export interface RuleNode {
  readonly key: RegoValue;
  /** The rules whose reference begins with this path, up to its first variable. */
  readonly rules: CompiledRule[];
  readonly children: Map<HashKey, RuleNode>;
  /** `data.system`, which is left out where documents are listed. */
  readonly hidden: boolean;
}

/** The tree whose root is `data`. */
export function ruleTree(modules: readonly CompiledModule[]): RuleNode {
  const root = newNode('data', false);
  for (const module of modules) {
    if (module.rules.length === 0) nodeAt(root, module.package.path);
    for (const rule of module.rules) nodeAt(root, groundPrefix(fullRef(rule).path)).rules.push(rule);
  }
  return root;
}

function newNode(key: RegoValue, hidden: boolean): RuleNode {
  return { key, rules: [], children: new Map(), hidden };
}

function nodeAt(root: RuleNode, path: readonly Term[]): RuleNode {
  let node = root;
  for (const part of path) {
    const key = constantValue(part);
    if (key === undefined) return node;
    let child = childOf(node, key);
    if (child === undefined) {
      child = newNode(key, node === root && key === 'system');
      node.children.set(hashKey(key), child);
    }
    node = child;
  }
  return node;
}

export function childOf(node: RuleNode, key: RegoValue): RuleNode | undefined {
  return node.children.get(hashKey(key));
}

/** Children in canonical order of their keys. */
export function childrenInOrder(node: RuleNode): readonly RuleNode[] {
  return [...node.children.values()].sort((left, right) => compare(left.key, right.key));
}

/** The constant parts of a path before its first part that is none. */
export function groundPrefix(path: readonly Term[]): readonly Term[] {
  const open = path.findIndex((part) => constantValue(part) === undefined);
  return open === -1 ? path : path.slice(0, open);
}

export function isGroundPath(path: readonly Term[]): boolean {
  return groundPrefix(path).length === path.length;
}

/** The node a reference into `data` names exactly. */
export function findNode(root: RuleNode, ref: RefTerm): RuleNode | undefined {
  if (headName(ref) !== 'data') return undefined;
  let node: RuleNode | undefined = root;
  for (const part of ref.path) {
    const key = constantValue(part);
    node = key === undefined || node === undefined ? undefined : childOf(node, key);
  }
  return node;
}

/** Every node from this one down, in canonical order. */
export function* nodesBelow(node: RuleNode): Generator<RuleNode> {
  yield node;
  for (const child of childrenInOrder(node)) yield* nodesBelow(child);
}

/** The rules that a reference may select, its variables standing for anything. */
export function rulesSelectedBy(root: RuleNode, ref: RefTerm): Set<CompiledRule> {
  const found = new Set<CompiledRule>();
  if (headName(ref) === 'data') select({ node: root, path: ref.path, at: 0, found });
  return found;
}

interface Selection {
  readonly node: RuleNode;
  readonly path: readonly Term[];
  readonly at: number;
  readonly found: Set<CompiledRule>;
}

function select({ node, path, at, found }: Selection): void {
  const part = path[at];
  if (part === undefined) {
    for (const below of nodesBelow(node)) for (const rule of below.rules) found.add(rule);
    return;
  }
  const key = constantValue(part);
  const children = key === undefined ? [...node.children.values()] : [childOf(node, key)];
  for (const child of children) {
    if (child === undefined) continue;
    for (const rule of child.rules) if (mayIntersect(fullRef(rule).path, path, at + 1)) found.add(rule);
    select({ node: child, path, at: at + 1, found });
  }
}

/** Whether two paths can be the same from a position on, variables standing for anything. */
function mayIntersect(a: readonly Term[], b: readonly Term[], from: number): boolean {
  for (let at = from; at < a.length && at < b.length; at++) {
    const [x, y] = [a[at], b[at]];
    const left = x === undefined ? undefined : constantValue(x);
    const right = y === undefined ? undefined : constantValue(y);
    if (left !== undefined && right !== undefined && compare(left, right) !== 0) return false;
  }
  return true;
}
