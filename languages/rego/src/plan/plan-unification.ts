import type { ObjectTerm, Term } from '../ast/ast.ts';
import { constantValue } from '../compile/constant-value.ts';
import { hashKey } from '../values/hash-key.ts';
import type { Value } from './plan.ts';
import type { BlockPlanner } from './plan-block.ts';

/** Plans `a = b`: a comparison, an assignment, a match of a pattern, or several of them. */
export class UnificationPlanner {
  readonly #planner: BlockPlanner;

  constructor(planner: BlockPlanner) {
    this.#planner = planner;
  }

  unify(a: Term, b: Term): void {
    let open: (readonly [Term | Value, Term | Value])[] = [[this.#source(a), this.#source(b)]];
    while (open.length > 0) {
      const left = open.flatMap(([x, y]) => this.#pair(x, y));
      if (left.length === open.length && left.every((pair, at) => samePair(pair, open[at]))) {
        // Both sides wait for each other, as in `x = {x}`: OPA lets that pass.
        return;
      }
      open = left;
    }
  }

  /** References are evaluated first: they bind what they iterate over. */
  #source(term: Term): Term | Value {
    return term.type === 'ref' ? this.#planner.value(term) : term;
  }

  /** The pairs that are left to unify. */
  #pair(a: Term | Value, b: Term | Value): (readonly [Term | Value, Term | Value])[] {
    const left = this.#known(a);
    const right = this.#known(b);
    const { place } = this.#planner;
    if (left !== undefined && right !== undefined) this.#planner.add({ op: 'equal', left, right, place });
    else if (left !== undefined && isTerm(b)) this.#match(b, left);
    else if (right !== undefined && isTerm(a)) this.#match(a, right);
    else if (isTerm(a) && isTerm(b)) return this.#composites(a, b);
    return [];
  }

  #match(term: Term, value: Value): void {
    this.#planner.add({ op: 'match', pattern: this.#planner.pattern(term), value, place: this.#planner.place });
  }

  #known(side: Term | Value): Value | undefined {
    if (!isTerm(side)) return side;
    return this.#planner.isBound(side) ? this.#planner.value(side) : undefined;
  }

  /** Both sides hold unbound variables: their parts are unified. */
  #composites(a: Term, b: Term): (readonly [Term, Term])[] {
    if (a.type === 'array' && b.type === 'array') return this.#arrays(a.items, b.items);
    if (a.type === 'object' && b.type === 'object') return this.#objects(a, b);
    if (a.type === 'var' || b.type === 'var') return [[a, b]];
    return this.#fail();
  }

  #arrays(a: readonly Term[], b: readonly Term[]): (readonly [Term, Term])[] {
    if (a.length !== b.length) return this.#fail();
    return a.flatMap((item, at) => {
      const other = b[at];
      return other === undefined ? [] : [[item, other] as const];
    });
  }

  #objects(a: ObjectTerm, b: ObjectTerm): (readonly [Term, Term])[] {
    const values = new Map(b.entries.map(({ key, value }) => [keyOf(key), value]));
    if (a.entries.length !== values.size) return this.#fail();
    const pairs: (readonly [Term, Term])[] = [];
    for (const { key, value } of a.entries) {
      const other = values.get(keyOf(key));
      if (other === undefined) return this.#fail();
      pairs.push([value, other]);
    }
    return pairs;
  }

  #fail(): [] {
    this.#planner.add({ op: 'fail', place: this.#planner.place });
    return [];
  }
}

function keyOf(key: Term): unknown {
  const value = constantValue(key);
  if (value !== undefined) return hashKey(value);
  return key.type === 'var' ? `var ${key.name}` : key;
}

function isTerm(side: Term | Value): side is Term {
  return 'type' in side;
}

type Pair = readonly [Term | Value, Term | Value];

function samePair(pair: Pair, other: Pair | undefined): boolean {
  return pair[0] === other?.[0] && pair[1] === other[1];
}
