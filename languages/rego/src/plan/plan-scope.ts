import type { SourceText } from '@bulwark/text';
import type { RefTerm, Span, Term } from '../ast/ast.ts';
import { locationOf } from '../ast/location.ts';
import type { Declaration } from '../builtins/declarations/declare.ts';
import { dottedName, headName } from '../compile/build-terms.ts';
import { constantValue } from '../compile/constant-value.ts';
import { hashKey } from '../values/hash-key.ts';
import type { HashKey } from '../values/value.ts';
import type { Callee, DocumentPlan, PlanPlace } from './plan.ts';

/** Where documents begin: the tree of rules with its documents, as the planner looks things up. */
export interface DocumentNode {
  readonly children: ReadonlyMap<HashKey, DocumentNode>;
  readonly document: DocumentPlan | undefined;
}

/** What the planner knows of the policy around a body. */
export class PlanScope {
  readonly #root: DocumentNode;
  readonly #builtins: ReadonlyMap<string, Declaration>;
  readonly #source: SourceText;

  /** A number that neither a document nor anything else has for what it remembers in a query. */
  readonly nextId: () => number;

  constructor(
    root: DocumentNode,
    builtins: ReadonlyMap<string, Declaration>,
    source: SourceText,
    nextId: () => number,
  ) {
    this.nextId = nextId;
    this.#root = root;
    this.#builtins = builtins;
    this.#source = source;
  }

  place(span: Span): PlanPlace {
    return lazyPlace(this.#source, span);
  }

  /** What a name calls; undefined for one that is no function. */
  callee(operator: RefTerm): Callee | undefined {
    if (headName(operator) === 'data') {
      const { document, length } = this.find(operator.path);
      return document?.kind === 'function' && length === operator.path.length
        ? { kind: 'function', document }
        : undefined;
    }
    const builtin = this.#builtins.get(dottedName(operator) ?? '');
    if (builtin === undefined) return undefined;
    const { name, relation, result } = builtin;
    return { kind: 'builtin', name, relation: relation === true, void: result === undefined };
  }

  arity(operator: RefTerm): number | undefined {
    const callee = this.callee(operator);
    if (callee?.kind === 'function') return callee.document.arity;
    const builtin = callee === undefined ? undefined : this.#builtins.get(callee.name);
    return builtin === undefined || builtin.variadic !== undefined ? undefined : builtin.args.length;
  }

  /** How far the constant beginning of a path below `data` leads: to a document, to data without rules, or neither. */
  find(path: readonly Term[]): { document?: DocumentPlan; readonly isBase: boolean; readonly length: number } {
    let node = this.#root;
    for (let at = 0; at < path.length; at++) {
      const part = path[at];
      const key = part === undefined ? undefined : constantValue(part);
      if (key === undefined) return { isBase: false, length: at };
      const child = node.children.get(hashKey(key));
      if (child === undefined) return { isBase: true, length: at + 1 };
      if (child.document !== undefined) return { document: child.document, isBase: false, length: at + 1 };
      node = child;
    }
    return { isBase: false, length: path.length };
  }
}

/** A place whose row and column are counted only when somebody asks. */
function lazyPlace(source: SourceText, span: Span): PlanPlace {
  return {
    file: source.name,
    span,
    get text() {
      return source.text.slice(span.start, span.end);
    },
    get row() {
      return locationOf(source, span.start).row;
    },
    get col() {
      return locationOf(source, span.start).col;
    },
  };
}
