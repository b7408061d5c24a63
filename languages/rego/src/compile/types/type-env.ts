import type { Body, RefTerm, Term } from '../../ast/ast.ts';
import { effort } from '../../ast/effort.ts';
import { compareTerms } from '../../ast/print-term.ts';
import { compare } from '../../values/compare.ts';
import { hashKey } from '../../values/hash-key.ts';
import type { HashKey } from '../../values/value.ts';
import { type ComprehensionTerm, isRootName } from '../build-terms.ts';
import { constantValue } from '../constant-value.ts';
import { boundedType } from './bounded-type.ts';
import { joinAll } from './join-types.ts';
import {
  anyType,
  booleanType,
  nullType,
  numberType,
  type PropertyType,
  type RegoType,
  type RestType,
  stringType,
  unknownType,
} from './rego-type.ts';
import { isEmptyCollection, selectType, valuesType } from './select-type.ts';
import type { TypeProblem } from './type-problem.ts';
import { TypeTree } from './type-tree.ts';

/** Types a body and tells the types of its variables. */
export type CheckBody = (env: TypeEnv, body: Body) => BodyTypes;

export interface BodyTypes {
  readonly env: TypeEnv;
  readonly errors: readonly TypeProblem[];
}

/** What is known of the types of variables and references at one place. */
export class TypeEnv {
  readonly tree: TypeTree;
  /** Where the types of variables are put: those of an expression with `with` outlive it. */
  readonly variables: TypeTree;
  readonly outer: TypeEnv | undefined;
  readonly #check: CheckBody;
  /** What is known of closures' bodies, for as long as no variable around them gets another type. */
  readonly #checked = new Map<Body, { readonly version: number; readonly types: BodyTypes }>();

  constructor(check: CheckBody, outer?: TypeEnv, variables?: TypeTree, tree: TypeTree = new TypeTree()) {
    this.#check = check;
    this.outer = outer;
    this.tree = tree;
    this.variables = variables ?? this.tree;
  }

  inner(): TypeEnv {
    return new TypeEnv(this.#check, this);
  }

  /** For one expression under `with`. */
  innerForWith(tree?: TypeTree): TypeEnv {
    return new TypeEnv(this.#check, this, this.variables, tree);
  }

  /** The types in a closure's body. */
  checked(body: Body): BodyTypes {
    const version = this.#version();
    const known = this.#checked.get(body);
    if (known?.version === version) return known.types;
    const types = this.#check(this, body);
    this.#checked.set(body, { version: this.#version(), types });
    return types;
  }

  #version(): number {
    return this.variables.version + (this.outer === undefined ? 0 : this.outer.#version());
  }

  setVariable(term: Term, type: RegoType): void {
    this.variables.put([term], type);
  }

  typeOf(term: Term): RegoType {
    switch (term.type) {
      case 'null':
        return nullType;
      case 'boolean':
        return booleanType;
      case 'number':
        return numberType;
      case 'string':
      case 'templateString':
        return stringType;
      case 'array':
        return boundedType({ kind: 'array', items: term.items.map((item) => this.typeOf(item)) });
      case 'set':
        return boundedType({ kind: 'set', of: joinAll(term.items.map((item) => this.typeOf(item))) });
      case 'object':
        return boundedType(this.#objectType(term));
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension':
        return boundedType(this.#comprehensionType(term));
      case 'var':
        return this.tree.child(term)?.type ?? this.outer?.typeOf(term) ?? unknownType;
      case 'ref':
        return this.typeOfRef(term);
      case 'call':
        return unknownType;
    }
  }

  #objectType(term: Extract<Term, { type: 'object' }>): RegoType {
    const properties = new Map<HashKey, PropertyType>();
    let rest: RestType | undefined;
    let restKey: Term | undefined;
    for (const entry of term.entries) {
      const key = constantValue(entry.key);
      const value = this.typeOf(entry.value);
      if (key === undefined) {
        // Of several keys that are not known OPA takes the type of the last in its order.
        if (restKey !== undefined && compareTerms(restKey, entry.key) > 0) continue;
        restKey = entry.key;
        rest = { key: this.typeOf(entry.key), value };
      } else {
        // The last of equal keys is the one that counts, as in the value.
        properties.set(hashKey(key), { key, value });
      }
    }
    const known = { kind: 'object', properties: [...properties.values()] } as const;
    return rest === undefined ? known : { ...known, rest };
  }

  #comprehensionType(term: ComprehensionTerm): RegoType {
    const { env, errors } = this.checked(term.body);
    if (errors.length > 0) return unknownType;
    switch (term.type) {
      case 'arrayComprehension':
        return restArray(env.typeOf(term.term));
      case 'setComprehension':
        return { kind: 'set', of: env.typeOf(term.term) };
      case 'objectComprehension':
        return restObject(env.typeOf(term.key), env.typeOf(term.value));
    }
  }

  typeOfRef(ref: RefTerm): RegoType {
    const node = this.tree.child(ref.head);
    return node === undefined ? this.#elsewhere(ref) : this.#below(node, ref, ref.path);
  }

  #elsewhere(ref: RefTerm): RegoType {
    if (this.outer !== undefined) return this.outer.typeOfRef(ref);
    return ref.head.type === 'var' && isRootName(ref.head.name) ? anyType : unknownType;
  }

  #below(node: TypeTree, ref: RefTerm, path: readonly Term[]): RegoType {
    const [part, ...rest] = path;
    if (part === undefined) return extentType(node);
    const child = node.child(part);
    if (node.isLeaf) {
      return child !== undefined ? this.#below(child, ref, rest) : selectAlong(node.type, path);
    }
    if (constantValue(part) === undefined) return selectAlong(extentType(node), path);
    return child === undefined ? this.#elsewhere(ref) : this.#below(child, ref, rest);
  }
}

// An argument of a function is of no known type inside comprehensions, which leaves an array of none.
function restArray(rest: RegoType): RegoType {
  return rest.kind === 'unknown' ? { kind: 'array', items: [] } : { kind: 'array', items: [], rest };
}

function restObject(key: RegoType, value: RegoType): RegoType {
  return { kind: 'object', properties: [], rest: { key, value } };
}

/** The type of all that is below a place. */
export function extentType(node: TypeTree): RegoType {
  effort(1 + node.children.size);
  if (node.isLeaf) return node.type;
  const properties = [...node.children.values()].flatMap((child): PropertyType[] =>
    child.key === undefined || typeof child.key === 'object' ? [] : [{ key: child.key, value: extentType(child) }],
  );
  // Types are joined in the order of the keys, which matters where functions are among them.
  properties.sort((left, right) => compare(left.key, right.key));
  return { kind: 'object', properties, rest: { key: stringType, value: anyType } };
}

/** The type of what a path leads to inside a value. */
function selectAlong(type: RegoType, path: readonly Term[]): RegoType {
  const [part, ...rest] = path;
  if (part === undefined || type.kind === 'unknown') return type;
  const isScalar = part.type === 'string' || part.type === 'number' || part.type === 'boolean' || part.type === 'null';
  const key = isScalar ? constantValue(part) : undefined;
  if (key !== undefined) return selectAlong(selectType(type, key), rest);
  return isEmptyCollection(type) ? anyType : selectAlong(valuesType(type), rest);
}
