import type { CallExpr, EveryExpr, Expr, RefTerm, Term, With } from '../ast/ast.ts';
import type { ComprehensionTerm } from '../compile/build-terms.ts';
import { headName, isUnification, operatorName } from '../compile/build-terms.ts';
import { requiresEvaluation, varsIn } from '../compile/collect-vars.ts';
import { constantValue } from '../compile/constant-value.ts';
import { groupComprehension } from './index-comprehension.ts';
import type {
  Block,
  ComprehensionGroups,
  ComprehensionPlan,
  Pattern,
  PlanPlace,
  Step,
  Value,
  WithChange,
} from './plan.ts';
import { conditionStep } from './plan-condition.ts';
import type { PlanScope } from './plan-scope.ts';
import { UnificationPlanner } from './plan-unification.ts';
import { calledName, constants, isLikeIndex, selected, texts } from './plan-values.ts';
import type { Registers } from './registers.ts';
import type { Statement } from './statement.ts';

/** Plans bodies of one rule or query. What is bound is known at every point, because bodies are in a safe order. */
export class BlockPlanner {
  readonly scope: PlanScope;
  readonly registers: Registers;
  readonly #bound: Set<string>;
  readonly #steps: Step[] = [];
  #place: PlanPlace;

  constructor(scope: PlanScope, registers: Registers, bound: ReadonlySet<string>, place: PlanPlace) {
    this.scope = scope;
    this.registers = registers;
    this.#bound = new Set(bound);
    this.#place = place;
  }

  /** The steps so far. */
  get block(): Block {
    return this.#steps;
  }

  body(body: readonly Statement[]): this {
    for (const one of body) {
      if (one.type === 'filter' || one.type === 'gate') this.add(conditionStep(one, this));
      else this.expr(one);
    }
    return this;
  }

  expr(expr: Expr): void {
    const outer = this.#place;
    this.#place = this.scope.place(expr.span);
    if (expr.with.length === 0) this.#statement(expr);
    else this.#with(expr);
    this.#place = outer;
  }

  #with(expr: Expr): void {
    const changes = expr.with.map((one) => this.#change(one));
    const inner = this.#nested();
    inner.#statement(expr);
    this.add({ op: 'with', changes, block: inner.#steps, place: this.#place });
    for (const name of inner.#bound) this.#bound.add(name);
  }

  #change(one: With): WithChange {
    const { target, value } = one;
    if (target.type === 'ref' && headName(target) === 'input') return this.#documentChange('input', target, value);
    const callable = target.type === 'ref' ? this.scope.callee(target) : undefined;
    if (target.type === 'ref' && callable === undefined) return this.#documentChange('data', target, value);
    const by = value.type === 'ref' ? this.scope.callee(value) : undefined;
    const name = target.type === 'ref' ? calledName(target) : target.name;
    return { kind: 'call', target: name, by: by ?? this.value(value) };
  }

  #documentChange(kind: 'input' | 'data', target: RefTerm, value: Term): WithChange {
    return { kind, path: texts(target.path), value: this.value(value), isOptional: requiresEvaluation(value) };
  }

  #statement(expr: Expr): void {
    if ('negated' in expr && expr.negated) {
      const inner = this.#nested();
      inner.#statement({ ...expr, negated: false, with: [] });
      this.add({ op: 'not', blocks: [inner.#steps], place: this.#place });
      return;
    }
    switch (expr.type) {
      case 'termExpr':
        this.#test(expr.term);
        return;
      case 'callExpr':
        this.#call(expr);
        return;
      case 'not':
        this.add({ op: 'not', blocks: [this.nestedBlock(expr.body)], place: this.#place });
        return;
      case 'and':
      case 'or':
        this.add({ op: expr.type, blocks: [expr.left, expr.right].map(this.nestedBlock, this), place: this.#place });
        return;
      case 'every':
        this.#every(expr);
        return;
      case 'some':
        return;
    }
  }

  #test(term: Term): void {
    if (term.type === 'var' && !this.isBound(term)) {
      this.add({ op: 'fail', place: this.#place });
      return;
    }
    this.add({ op: 'test', value: this.value(term), place: this.#place });
  }

  #call(expr: CallExpr): void {
    if (isUnification(expr)) {
      new UnificationPlanner(this).unify(expr.args[0], expr.args[1]);
      return;
    }
    const callee = this.scope.callee(expr.operator);
    if (callee === undefined) {
      this.#callWithoutArguments(expr);
      return;
    }
    const arity = this.scope.arity(expr.operator) ?? expr.args.length;
    const args = expr.args.slice(0, arity).map((arg) => this.value(arg));
    const output = expr.args[arity];
    const pattern = output === undefined ? undefined : this.pattern(output);
    this.add({ op: 'call', callee, args, output: pattern, place: this.#place });
  }

  /** `f()` of `f() = x`: a rule without arguments is no function, so its value is the document's. */
  #callWithoutArguments({ operator, args }: CallExpr): void {
    const [output, ...more] = args;
    if (more.length > 0) throw new Error(`The compiler let a call of ${operatorName(operator)} pass.`);
    if (output === undefined) this.#test(operator);
    else new UnificationPlanner(this).unify(output, operator);
  }

  #every(expr: EveryExpr): void {
    const domain = this.value(expr.domain);
    const inner = this.#nested();
    const key = expr.key === undefined ? ({ op: 'any' } as const) : inner.pattern(expr.key);
    const value = inner.pattern(expr.value);
    const { block } = inner.body(expr.body);
    this.add({ op: 'every', domain, key, value, block, place: this.#place });
  }

  /** A planner for a closure: it sees what is bound here and binds nothing outside. */
  #nested(): BlockPlanner {
    return new BlockPlanner(this.scope, this.registers, this.#bound, this.#place);
  }

  nestedBlock(body: readonly Statement[]): Block {
    return this.#nested().body(body).#steps;
  }

  add(step: Step): void {
    this.#steps.push(step);
  }

  get place(): PlanPlace {
    return this.#place;
  }

  /** Whether a term can be calculated here: all its variables have values. */
  isBound(term: Term): boolean {
    for (const name of varsIn(term, { skipClosures: true })) {
      if (!this.#bound.has(name) && name !== 'input' && name !== 'data') return false;
    }
    return true;
  }

  /** Marks a variable as having a value from here on. */
  bind(name: string): number {
    this.#bound.add(name);
    return this.registers.of(name);
  }

  /** What a term gives; adds the steps for what it iterates over. */
  value(term: Term): Value {
    const constant = constantValue(term);
    if (constant !== undefined) return { op: 'constant', value: constant };
    switch (term.type) {
      case 'var':
        return { op: 'register', at: this.registers.of(term.name) };
      case 'ref':
        return this.#ref(term);
      case 'array':
        return { op: 'array', items: term.items.map((item) => this.value(item)) };
      case 'set':
        return { op: 'set', items: term.items.map((item) => this.value(item)) };
      case 'object':
        return { op: 'object', entries: term.entries.map(({ key, value }) => [this.value(key), this.value(value)]) };
      case 'arrayComprehension':
      case 'setComprehension':
      case 'objectComprehension':
        return { ...this.#nested().#comprehension(term), groups: this.#groups(term) };
      default:
        throw new Error(`The compiler left a term of type ${term.type} in a body.`);
    }
  }

  /** Of a planner that is the comprehension's own. */
  #comprehension(term: ComprehensionTerm): ComprehensionPlan {
    this.body(term.body);
    const block = this.#steps;
    const place = this.scope.place(term.type === 'objectComprehension' ? term.key.span : term.span);
    const common = { op: 'comprehension', block, place, groups: undefined } as const;
    if (term.type === 'objectComprehension') {
      const key = this.value(term.key);
      return { ...common, kind: 'object', key, value: this.value(term.value) };
    }
    const kind = term.type === 'setComprehension' ? 'set' : 'array';
    return { ...common, kind, key: undefined, value: this.value(term.term) };
  }

  #groups(term: ComprehensionTerm): ComprehensionGroups | undefined {
    const arity = (operator: RefTerm): number | undefined => this.scope.arity(operator);
    const grouped = groupComprehension(term, this.#bound, arity);
    if (grouped === undefined) return undefined;
    const planner = new BlockPlanner(this.scope, this.registers, new Set(), this.#place);
    const plan = planner.#comprehension(grouped.term);
    const read = (name: string): Value => ({ op: 'register', at: this.registers.of(name) });
    return { id: this.scope.nextId(), outer: grouped.outer.map(read), inner: grouped.inner.map(read), plan };
  }

  /** What a value must look like; variables without a value get one. */
  pattern(term: Term): Pattern {
    if (this.isBound(term)) return { op: 'equal', value: this.value(term) };
    switch (term.type) {
      case 'var':
        return { op: 'bind', at: this.bind(term.name) };
      case 'array':
        return { op: 'items', items: term.items.map((item) => this.pattern(item)) };
      case 'object':
        return { op: 'entries', entries: term.entries.map(({ key, value }) => [this.value(key), this.pattern(value)]) };
      default:
        // Reading a variable without a value gives undefined, which equals nothing.
        return { op: 'equal', value: this.value(term) };
    }
  }

  #ref(ref: RefTerm): Value {
    const name = headName(ref);
    if (name === 'data') return this.#dataRef(ref.path);
    const start: Value = name === 'input' ? { op: 'input' } : this.value(ref.head);
    return this.#along(start, ref.path);
  }

  /** Follows a path into a value; a part that is not bound is scanned. */
  #along(start: Value, path: readonly Term[]): Value {
    let of = start;
    let keys: Value[] = [];
    path.forEach((part, at) => {
      if (this.isBound(part)) {
        keys.push(this.value(part));
        return;
      }
      const element = this.registers.fresh();
      const collection = selected(of, keys);
      this.add({ op: 'scan', of: collection, key: this.pattern(part), element, place: this.#place });
      // Elements know what is inside them by type, base data finds whatever is written alike.
      const isLoose = collection.op === 'base' && part.type === 'var' && path.slice(at + 1).some(isLikeIndex);
      of = isLoose ? selected(collection, [this.value(part)]) : { op: 'register', at: element };
      keys = [];
    });
    return selected(of, keys);
  }

  #dataRef(path: readonly Term[]): Value {
    const { document, isBase, length } = this.scope.find(path);
    if (document !== undefined) return this.#along({ op: 'document', document, keys: [] }, path.slice(length));
    if (isBase) return this.#along({ op: 'base', path: constants(path.slice(0, length)) }, path.slice(length));
    return this.#dynamicRef(path);
  }

  /** A place below `data` that only evaluation can tell. */
  #dynamicRef(path: readonly Term[]): Value {
    const keys: Value[] = [];
    for (const part of path) {
      if (this.isBound(part)) keys.push(this.value(part));
      else {
        const at = part.type === 'var' ? this.bind(part.name) : this.registers.fresh();
        const of: Value = { op: 'data', path: [...keys] };
        this.add({ op: 'scanData', of, key: { op: 'bind', at }, element: at, place: this.#place });
        const key: Value = { op: 'register', at };
        if (part.type !== 'var') this.add({ op: 'match', pattern: this.pattern(part), value: key, place: this.#place });
        keys.push(key);
      }
    }
    return { op: 'data', path: keys };
  }
}
