import type { RefTerm, Term } from '../../ast/ast.ts';
import type { Node } from '../../ast/for-each-child.ts';
import { printTerm } from '../../ast/print-term.ts';
import { headName, isRootName, isScalar } from '../build-terms.ts';
import { constantValue } from '../constant-value.ts';
import { walk } from '../walk.ts';
import { anyType, type RegoType } from './rego-type.ts';
import { isEmptyCollection, keysType, selectType, valuesType } from './select-type.ts';
import { extentType, type TypeEnv } from './type-env.ts';
import type { TypeProblem } from './type-problem.ts';
import { partsOf, type TypeTree } from './type-tree.ts';
import { termUnifies } from './unify-terms.ts';
import { typesUnify } from './unify-types.ts';

/** How references are written in messages. */
export type Rename = (ref: RefTerm) => RefTerm;

/** Checks that references in a node, comprehensions left out, can lead somewhere. */
export function refErrors(env: TypeEnv, node: Node, rename: Rename): TypeProblem[] {
  const checker = new RefChecker(env, rename);
  walk(node, (part) => checker.enter(part));
  return checker.errors;
}

class RefChecker {
  readonly errors: TypeProblem[] = [];
  readonly #env: TypeEnv;
  readonly #rename: Rename;

  constructor(env: TypeEnv, rename: Rename) {
    this.#env = env;
    this.#rename = rename;
  }

  enter(node: Node): boolean {
    if (node.type === 'callExpr') {
      for (const arg of node.args) walk(arg, (part) => this.enter(part));
      return true;
    }
    if (node.type === 'with' || node.type.endsWith('Comprehension')) return true;
    if (node.type !== 'ref') return false;
    const problem = this.#calledAsValue(node) ?? this.#check(this.#env, this.#env.tree, node, 0);
    if (problem === undefined) return false;
    this.errors.push({ message: problem, span: node.head.span, isVague: false });
    return this.#calledAsValue(node) !== undefined;
  }

  #calledAsValue(ref: RefTerm): string | undefined {
    if (this.#env.typeOfRef(ref).kind !== 'function') return undefined;
    const shown = this.#rename(ref);
    const last = shown.path.at(-1);
    const isOpen = last?.type === 'var' && last.name.startsWith('__local');
    const named = isOpen ? { ...shown, path: shown.path.slice(0, -1) } : shown;
    return `function ${printTerm(named)} used as reference, not called`;
  }

  /** Undefined where the reference can lead somewhere. */
  #check(env: TypeEnv, node: TypeTree, ref: RefTerm, at: number): string | undefined {
    const parts = partsOf(ref);
    const part = parts[at];
    if (part === undefined) return undefined;
    if ((at === 1 || at === 2) && part.type !== 'var' && part.type !== 'string') return this.#undefinedRef(ref);
    if (part.type === 'var' && at !== 0) {
      const keys = keysType(extentType(node));
      const known = this.#env.typeOf(part);
      if (known.kind === 'unknown') this.#env.setVariable(part, keys);
      else if (!typesUnify(keys, known)) return this.#undefinedRef(ref);
    }
    const child = node.child(part);
    if (child === undefined) return this.#checkElsewhere(env, node, ref, at);
    return child.isLeaf ? this.#checkInside(child.type, ref, at + 1) : this.#check(env, child, ref, at + 1);
  }

  #checkElsewhere(env: TypeEnv, node: TypeTree, ref: RefTerm, at: number): string | undefined {
    if (env.outer !== undefined) return this.#check(env.outer, env.outer.tree, ref, 0);
    if (!isRootName(headName(ref))) return this.#checkInside(anyType, ref, 0);
    if (at === 0) return this.#checkInside(anyType, ref, 1);
    for (const child of node.children.values()) this.#check(env, child, ref, at + 1);
    return undefined;
  }

  /** The rest of a reference, inside a value of a type. */
  #checkInside(type: RegoType, ref: RefTerm, at: number): string | undefined {
    const part = partsOf(ref)[at];
    if (part === undefined) return undefined;
    if (isEmptyCollection(type)) return this.#checkEmpty(type, part, ref);
    const keys = keysType(type);
    if (keys.kind === 'unknown') return this.#undefinedRef(ref);
    if (isScalar(part)) {
      const key = constantValue(part);
      const inner = key === undefined ? anyType : selectType(type, key);
      return inner.kind === 'unknown' ? this.#undefinedRef(ref) : this.#checkInside(inner, ref, at + 1);
    }
    if (!this.#canBeKey(part, keys)) return this.#undefinedRef(ref);
    return this.#checkInside(valuesType(type), ref, at + 1);
  }

  #canBeKey(part: Term, keys: RegoType): boolean {
    if (part.type === 'var') {
      const known = this.#env.typeOf(part);
      if (known.kind !== 'unknown') return typesUnify(known, keys);
      this.#env.setVariable(part, keys);
      return true;
    }
    if (part.type === 'ref') {
      const known = this.#env.typeOfRef(part);
      return known.kind === 'unknown' || typesUnify(known, keys);
    }
    return termUnifies(this.#env, part, keys, false);
  }

  /** Iterating over what is empty gives nothing; a constant key of it is a mistake. */
  #checkEmpty(type: RegoType, part: Term, ref: RefTerm): string | undefined {
    if (isScalar(part)) return this.#undefinedRef(ref);
    if (part.type !== 'var') return undefined;
    const known = this.#env.typeOf(part);
    if (known.kind === 'unknown') this.#env.setVariable(part, anyType);
    else if (type.kind === 'array' && !typesUnify(known, keysType(type))) return this.#undefinedRef(ref);
    return undefined;
  }

  #undefinedRef(ref: RefTerm): string {
    return `undefined ref: ${printTerm(this.#rename(ref))}`;
  }
}
