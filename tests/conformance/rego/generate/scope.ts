import type { Random } from './random.ts';

/** What kind of value a term is meant to give. */
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'set' | 'any';

export const kinds: readonly Kind[] = ['null', 'boolean', 'number', 'string', 'array', 'object', 'set'];

export interface Known {
  /** The term as it is written: a variable, or a reference to a document. */
  readonly text: string;
  readonly kind: Kind;
}

export interface KnownFunction {
  readonly name: string;
  readonly args: readonly Kind[];
  readonly result: Kind;
}

/** What terms at one place of a module may speak of. */
export interface Scope {
  readonly random: Random;
  /** Rego v0: no `if`, `contains`, `in` and `every`. */
  readonly isOld: boolean;
  /** Rego v2: `and`, `or` and `not` with a body. */
  readonly isNew: boolean;
  readonly variables: readonly Known[];
  readonly documents: readonly Known[];
  readonly functions: readonly KnownFunction[];
  /** How much deeper terms may nest. */
  readonly depth: number;
  /** Counts the names given in one module. */
  readonly names: { next: number };
}

/** The same scope one level further in. */
export function deeper(scope: Scope): Scope {
  return { ...scope, depth: scope.depth - 1 };
}

export function withVariables(scope: Scope, more: readonly Known[]): Scope {
  return more.length === 0 ? scope : { ...scope, variables: [...scope.variables, ...more] };
}

/** A name no other variable of the module has; now and then one that has been there. */
export function freshName(scope: Scope): string {
  if (scope.names.next > 0 && scope.random.once(300)) return `x${scope.random.below(scope.names.next)}`;
  return `x${scope.names.next++}`;
}

export function isOfKind(known: Known, kind: Kind): boolean {
  return known.kind === kind || known.kind === 'any' || kind === 'any';
}

/** Terms and bodies hold one another: each is reached through this. */
export interface Grammar {
  readonly term: (scope: Scope, kind: Kind) => string;
  /** Statements, and the scope after them. */
  readonly body: (scope: Scope, most: number) => { readonly statements: readonly string[]; readonly scope: Scope };
}
