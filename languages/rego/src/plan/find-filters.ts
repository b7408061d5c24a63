import type { CallExpr, Expr, Term } from '../ast/ast.ts';
import { headName, isConstant, isScalar, isUnification, operatorName } from '../compile/build-terms.ts';
import { constantValue } from '../compile/constant-value.ts';
import { changed, mapList } from '../compile/walk.ts';
import { membersOf } from '../values/set.ts';
import { splitAt } from '../values/split-at.ts';
import { isArray, isSet, type RegoValue } from '../values/value.ts';
import type { Filter } from './statement.ts';

/** Finds what OPA's rule index knows of statements beyond equality: ends of texts, globs, and members of collections. */
export class FilterFinder {
  readonly #isBaseRef: (term: Term) => boolean;
  readonly #args: ReadonlySet<string>;
  /** Variables that stand for a place in input or base data, with the place. */
  readonly #places = new Map<string, Term>();
  readonly #constants = new Map<string, Term>();

  constructor(args: readonly Term[], isBaseRef: (term: Term) => boolean, outer: ReadonlySet<string> = new Set()) {
    this.#isBaseRef = isBaseRef;
    this.#args = new Set([...outer, ...args.flatMap((arg) => (arg.type === 'var' ? [arg.name] : []))]);
  }

  /** One for a body inside: what it learns stays there. */
  inner(): FilterFinder {
    const inner = new FilterFinder([], this.#isBaseRef, this.#args);
    for (const [name, place] of this.#places) inner.#places.set(name, place);
    for (const [name, term] of this.#constants) inner.#constants.set(name, term);
    return inner;
  }

  /** A statement with what is known to be constant in place of variables in references. */
  plugged(expr: Expr): Expr {
    if (this.#constants.size === 0 || expr.with.length > 0) return expr;
    if (expr.type === 'termExpr') return changed(expr, { term: this.#pluggedRef(expr.term) });
    if (expr.type !== 'callExpr') return expr;
    return changed(expr, { args: mapList<Term>(expr.args, (arg) => this.#pluggedRef(arg)) });
  }

  #pluggedRef(term: Term): Term {
    if (term.type !== 'ref') return term;
    return changed(term, {
      path: mapList(term.path, (part) => (isScalar(this.#plugged(part)) ? this.#plugged(part) : part)),
    });
  }

  /** The filter of a statement, which is to be asked for statement by statement. */
  find(expr: Expr): Filter | undefined {
    if (expr.type !== 'callExpr' || expr.negated || expr.with.length > 0) return undefined;
    if (isUnification(expr)) return this.#equation(expr);
    const found = this.#call(expr);
    return found === undefined ? undefined : { type: 'filter', ...found, span: expr.span };
  }

  /** `data.x[input.y]`: what must be a key of base data. */
  key(expr: Expr): Filter | undefined {
    if (expr.type !== 'termExpr' || expr.negated || expr.with.length > 0) return undefined;
    const { term, span } = expr;
    const last = term.type === 'ref' && headName(term) === 'data' ? term.path.at(-1) : undefined;
    if (term.type !== 'ref' || last === undefined) return undefined;
    const collection = { ...term, path: term.path.slice(0, -1) };
    const key = this.#keyPlace(last);
    if (key === undefined || !this.#isBaseRef(collection)) return undefined;
    return { type: 'filter', term: { type: 'array', items: [collection, key], span }, test: { kind: 'key' }, span };
  }

  #keyPlace(key: Term): Term | undefined {
    if (key.type === 'ref') return this.#isBaseRef(key) ? key : undefined;
    if (key.type !== 'var') return undefined;
    return this.#places.get(key.name) ?? (this.#args.has(key.name) ? key : undefined);
  }

  #equation({ args, span }: CallExpr): Filter | undefined {
    const [left, right] = args;
    if (left === undefined || right === undefined) return undefined;
    const found = this.#held(left, right) ?? this.#held(right, left);
    this.#note(left, right);
    this.#note(right, left);
    return found === undefined ? undefined : { type: 'filter', ...found, span };
  }

  #note(variable: Term, value: Term): void {
    if (variable.type !== 'var') return;
    const plugged = this.#plugged(value);
    if (isConstant(plugged)) this.#constants.set(variable.name, plugged);
    else if (this.#isBaseRef(value)) this.#places.set(variable.name, value);
  }

  /** `input.list[_] = "a"` */
  #held(ref: Term, other: Term): Pick<Filter, 'term' | 'test'> | undefined {
    const value = this.#plugged(other);
    if (ref.type !== 'ref' || ref.path.at(-1)?.type !== 'var' || !isScalar(value)) return undefined;
    const collection = { ...ref, path: ref.path.slice(0, -1) };
    const constant = constantValue(value);
    if (constant === undefined || !this.#isBaseRef(collection)) return undefined;
    return { term: collection, test: { kind: 'member', value: constant } };
  }

  #call({ operator, args }: CallExpr): Pick<Filter, 'term' | 'test'> | undefined {
    const [first, second, third, ...more] = args;
    if (first === undefined || second === undefined) return undefined;
    const name = operatorName(operator);
    if (name === 'glob.match' && third !== undefined && more.length === 0) {
      const isPlace = this.#isPlace(third) || (third.type === 'var' && this.#args.has(third.name));
      const parts = isPlace ? partsOfGlob(first, second) : undefined;
      return parts === undefined ? undefined : { term: third, test: { kind: 'glob', ...parts } };
    }
    const affix = affixes.get(name);
    if (affix === undefined || third !== undefined || !this.#isPlace(first)) return undefined;
    const bases = textsOf(constantValue(this.#plugged(second)), affix.isCollection);
    return bases.length === 0 ? undefined : { term: first, test: { kind: affix.kind, bases } };
  }

  #isPlace(term: Term): boolean {
    return this.#isBaseRef(term) || (term.type === 'var' && this.#places.has(term.name));
  }

  #plugged(term: Term): Term {
    return term.type === 'var' ? (this.#constants.get(term.name) ?? term) : term;
  }
}

const affixes: ReadonlyMap<string, { readonly kind: 'prefix' | 'suffix'; readonly isCollection: boolean }> = new Map([
  ['startswith', { kind: 'prefix', isCollection: false }],
  ['endswith', { kind: 'suffix', isCollection: false }],
  ['strings.any_prefix_match', { kind: 'prefix', isCollection: true }],
  ['strings.any_suffix_match', { kind: 'suffix', isCollection: true }],
]);

/** The texts that a value is or, where it may, holds; none where it holds anything else. */
function textsOf(value: RegoValue | undefined, isCollection: boolean): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isCollection || !(isArray(value) || isSet(value))) return [];
  const members = isArray(value) ? value : [...membersOf(value)];
  const texts = members.filter((one) => typeof one === 'string');
  return texts.length === members.length ? texts : [];
}

/** Of globs of nothing but texts and lone stars, the only ones that OPA's index knows. */
function partsOfGlob(pattern: Term, delimiters: Term): { parts: readonly string[]; ends: string } | undefined {
  if (pattern.type !== 'string' || delimiters.type !== 'array') return undefined;
  if (!delimiters.items.every((one) => one.type === 'string')) return undefined;
  const ends = delimiters.items.map((one) => (one.type === 'string' ? one.value : '')).join('');
  const delimiting = delimiters.items.length === 0 ? '.' : ends;
  const parts = splitAt(pattern.value, delimiting);
  return parts.every((part) => part === '*' || !/[[?{*\\]/.test(part)) ? { parts, ends: delimiting } : undefined;
}
