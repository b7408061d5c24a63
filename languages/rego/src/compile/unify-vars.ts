import type { ObjectTerm, RefTerm, Term } from '../ast/ast.ts';
import { isSubset, type Names, safetySearch, varsIn } from './collect-vars.ts';

/** The variables that `a = b` binds where those in `safe` are bound already. */
export function unifiedVars(safe: Names, a: Term, b: Term): Set<string> {
  const unifier = new Unifier(safe);
  unifier.unify(a, b);
  return unifier.unified;
}

/** Whether a reference can be looked up: its head is bound. */
export function isRefSafe(ref: RefTerm, safe: Names): boolean {
  if (ref.head.type === 'var') return safe.has(ref.head.name);
  return isSubset(varsIn(ref.head, safetySearch), safe);
}

/** The variables that destructuring a term binds. */
const patternSearch = { skipRefHead: true, skipObjectKeys: true, skipClosures: true };

class Unifier {
  readonly unified = new Set<string>();
  readonly #safe: Names;
  /** Variables that wait for others. */
  readonly #waiting = new Map<string, Set<string>>();

  constructor(safe: Names) {
    this.#safe = safe;
  }

  unify(a: Term, b: Term): void {
    if (a.type === 'var') this.#unifyVar(a.name, b);
    else if (b.type === 'var') this.#unifyVar(b.name, a);
    else if (a.type.endsWith('Comprehension')) this.#unifyComprehension(a, b);
    else if (b.type.endsWith('Comprehension')) this.#unifyComprehension(b, a, true);
    else if (isSource(a)) this.#unifySource(a, b);
    else if (isSource(b)) this.#unifySource(b, a);
    else if (a.type === 'array' && b.type === 'array') this.#unifyArrays(a.items, b.items);
    else if (a.type === 'object' && b.type === 'object') this.#unifyObjects(a, b);
  }

  #unifyVar(name: string, other: Term): void {
    if (other.type === 'var') {
      if (this.#isSafe(other.name)) this.#markSafe(name);
      else if (this.#isSafe(name)) this.#markSafe(other.name);
      else {
        this.#wait(name, other.name);
        this.#wait(other.name, name);
      }
    } else if (other.type === 'array' || other.type === 'object') this.#unifyWithComposite(name, other);
    else if (other.type === 'ref') {
      if (isRefSafe(other, this.#safe)) this.#markSafe(name);
    } else if (other.type === 'call') {
      if (isSubset(varsIn(other, safetySearch), this.#safe)) this.#markSafe(name);
    } else this.#markSafe(name);
  }

  /** OPA's rule: on the right any comprehension binds an array; on the left one binds what is of its own kind. */
  #unifyComprehension(source: Term, pattern: Term, isRight = false): void {
    const binds =
      pattern.type === 'array'
        ? isRight || source.type === 'arrayComprehension'
        : !isRight && pattern.type === 'object' && source.type === 'objectComprehension';
    if (binds) this.#markAllSafe(pattern);
  }

  /** A reference or call binds all that it is destructured into. */
  #unifySource(source: Term, other: Term): void {
    if (source.type === 'ref' && !isRefSafe(source, this.#safe)) return;
    if (source.type === 'call' && !isSubset(varsIn(source, safetySearch), this.#safe)) return;
    if (other.type === 'array' || other.type === 'object') this.#markAllSafe(other);
  }

  #unifyArrays(a: readonly Term[], b: readonly Term[]): void {
    if (a.length !== b.length) return;
    a.forEach((item, at) => {
      const other = b[at];
      if (other !== undefined) this.unify(item, other);
    });
  }

  #unifyObjects(a: ObjectTerm, b: ObjectTerm): void {
    if (a.entries.length !== b.entries.length) return;
    for (const { key, value } of a.entries) {
      const other = b.entries.find((entry) => sameKey(entry.key, key));
      if (other !== undefined) this.unify(value, other.value);
    }
  }

  #unifyWithComposite(name: string, composite: Term): void {
    if (this.#isSafe(name)) {
      this.#markAllSafe(composite);
      return;
    }
    const open = [...varsIn(composite, patternSearch)].filter((one) => !this.#isSafe(one));
    if (open.length === 0) this.#markSafe(name);
    else for (const one of open) this.#wait(name, one);
  }

  #markAllSafe(term: Term): void {
    for (const name of varsIn(term, patternSearch)) this.#markSafe(name);
  }

  #isSafe(name: string): boolean {
    return this.#safe.has(name) || this.unified.has(name);
  }

  #markSafe(name: string): void {
    this.unified.add(name);
    const needed = this.#waiting.get(name);
    this.#waiting.delete(name);
    for (const one of needed ?? []) this.#markSafe(one);
    for (const [one, waited] of [...this.#waiting]) {
      if (waited.delete(name) && waited.size === 0) this.#markSafe(one);
    }
  }

  #wait(name: string, other: string): void {
    const known = this.#waiting.get(name);
    if (known === undefined) this.#waiting.set(name, new Set([other]));
    else known.add(other);
  }
}

function isSource(term: Term): boolean {
  return term.type === 'ref' || term.type === 'call';
}

/** Keys of objects are matched as they stand. */
export function sameKey(a: Term, b: Term): boolean {
  if (a.type !== b.type) return false;
  switch (a.type) {
    case 'string':
      return b.type === 'string' && a.value === b.value;
    case 'number':
      return b.type === 'number' && String(a.value) === String(b.value);
    case 'boolean':
      return b.type === 'boolean' && a.value === b.value;
    case 'var':
      return b.type === 'var' && a.name === b.name;
    case 'array':
      return (
        b.type === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, at) => sameItem(item, b.items[at]))
      );
    default:
      return a.type === 'null';
  }
}

function sameItem(a: Term, b: Term | undefined): boolean {
  return b !== undefined && sameKey(a, b);
}
