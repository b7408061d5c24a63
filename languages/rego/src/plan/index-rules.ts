import type { Expr, Term } from '../ast/ast.ts';
import { headName, isScalar, isUnification, operatorName } from '../compile/build-terms.ts';
import type { CompiledRule } from '../compile/compiled-module.ts';
import { constantValue } from '../compile/constant-value.ts';
import { hashKey } from '../values/hash-key.ts';
import { membersOf } from '../values/set.ts';
import { type HashKey, isArray, isSet, type RegoValue } from '../values/value.ts';

/** A tree of lookups that tells which rules of a document can hold at all. Ends are numbers of rules, in order. */
export type RuleIndex = IndexBranch | readonly number[];

interface IndexBranch {
  readonly source: IndexSource;
  /** What to do where the source has one of these values. */
  readonly byValue: ReadonlyMap<HashKey, RuleIndex>;
  /** The rules that do not ask for the source; they may hold whatever it is. */
  readonly otherwise: RuleIndex;
}

/** What rules compare with constants. */
export type IndexSource =
  | { readonly kind: 'input'; readonly path: readonly string[] }
  | { readonly kind: 'argument'; readonly at: number };

/** The index of rules; undefined where looking things up first would not leave out any. */
export function indexRules(rules: readonly CompiledRule[]): RuleIndex | undefined {
  const known = rules.map((rule, number) => ({ number, conditions: conditionsOf(rule) }));
  const index = build(known, { left: 1000 + 20 * rules.length });
  return 'source' in index ? index : undefined;
}

interface IndexedRule {
  readonly number: number;
  readonly conditions: ReadonlyMap<string, Condition>;
}

interface Condition {
  readonly source: IndexSource;
  readonly values: ReadonlySet<HashKey>;
}

/** How many entries an index may still get: rules that ask for many values of many sources would make too many. */
interface Budget {
  left: number;
}

function build(rules: readonly IndexedRule[], budget: Budget): RuleIndex {
  const best = budget.left > 0 ? mostAskedFor(rules) : undefined;
  budget.left -= rules.length;
  if (best === undefined) return rules.map(({ number }) => number);
  const byValue = new Map<HashKey, IndexedRule[]>();
  const others: IndexedRule[] = [];
  for (const rule of rules) {
    const condition = rule.conditions.get(best.key);
    if (condition === undefined) {
      others.push(rule);
      continue;
    }
    const rest = new Map(rule.conditions);
    rest.delete(best.key);
    for (const value of condition.values) {
      const bucket = byValue.get(value) ?? [];
      bucket.push({ ...rule, conditions: rest });
      byValue.set(value, bucket);
    }
  }
  const branches = new Map([...byValue].map(([value, bucket]) => [value, build(bucket, budget)] as const));
  return { source: best.source, byValue: branches, otherwise: build(others, budget) };
}

/** The source that most rules ask for, if at least two do. */
function mostAskedFor(
  rules: readonly IndexedRule[],
): { readonly key: string; readonly source: IndexSource } | undefined {
  const counts = new Map<string, number>();
  let best: { readonly key: string; readonly source: IndexSource } | undefined;
  let most = 1;
  for (const { conditions } of rules) {
    for (const [key, { source }] of conditions) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= most) continue;
      most = count;
      best = { key, source };
    }
  }
  return best;
}

/** What must be equal to constants for a rule to hold. A rule with `else` may hold whatever its first branch asks for. */
function conditionsOf(rule: CompiledRule): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  if (rule.else !== undefined) return found;
  const sources = new SourceFinder(rule);
  rule.head.args.forEach((arg, at) => {
    if (isScalar(arg)) add(found, { kind: 'argument', at }, [constantValue(arg)]);
  });
  for (const expr of rule.body) {
    if (expr.with.length > 0 || expr.type !== 'callExpr' || expr.negated) continue;
    const condition = equation(expr, sources) ?? membership(expr, sources);
    if (condition !== undefined) add(found, condition.source, condition.values);
  }
  return found;
}

function add(found: Map<string, Condition>, source: IndexSource, values: readonly (RegoValue | undefined)[]): void {
  const keys = values.flatMap((value) => (value === undefined ? [] : [hashKey(value)]));
  const key = JSON.stringify(source);
  if (!found.has(key)) found.set(key, { source, values: new Set(keys) });
}

interface FoundCondition {
  readonly source: IndexSource;
  readonly values: readonly RegoValue[];
}

function equation(expr: Expr, sources: SourceFinder): FoundCondition | undefined {
  if (!isUnification(expr)) return undefined;
  const [left, right] = expr.args;
  return sources.compared(left, right) ?? sources.compared(right, left);
}

/** `input.x in ["a", "b"]` */
function membership(expr: Expr, sources: SourceFinder): FoundCondition | undefined {
  if (expr.type !== 'callExpr' || operatorName(expr.operator) !== 'internal.member_2') return undefined;
  const [member, collection] = expr.args;
  const source = member === undefined ? undefined : sources.of(member);
  const constant = collection === undefined ? undefined : constantValue(collection);
  if (source === undefined || expr.args.length !== 2) return undefined;
  const values = isArray(constant) ? constant : isSet(constant) ? [...membersOf(constant)] : [];
  const areScalars = values.length > 0 && values.every((value) => typeof value !== 'object' || value === null);
  return areScalars ? { source, values } : undefined;
}

/** Knows what variables of a rule stand for: arguments, and parts of the input. */
class SourceFinder {
  readonly #known = new Map<string, IndexSource>();

  constructor(rule: CompiledRule) {
    rule.head.args.forEach((arg, at) => {
      if (arg.type === 'var') this.#known.set(arg.name, { kind: 'argument', at });
    });
    for (const expr of rule.body) {
      if (!isUnification(expr) || expr.with.length > 0 || expr.negated) continue;
      const [left, right] = expr.args;
      this.#note(left, right);
      this.#note(right, left);
    }
  }

  #note(variable: Term, value: Term): void {
    const source = variable.type === 'var' ? inputSource(value) : undefined;
    if (source !== undefined && variable.type === 'var') this.#known.set(variable.name, source);
  }

  of(term: Term): IndexSource | undefined {
    return term.type === 'var' ? this.#known.get(term.name) : inputSource(term);
  }

  compared(term: Term, other: Term): FoundCondition | undefined {
    const source = this.of(term);
    const value = isScalar(other) ? constantValue(other) : undefined;
    return source === undefined || value === undefined ? undefined : { source, values: [value] };
  }
}

/** `input.a.b` */
function inputSource(term: Term): IndexSource | undefined {
  if (term.type !== 'ref' || headName(term) !== 'input') return undefined;
  const path = term.path.flatMap((part) => (part.type === 'string' ? [part.value] : []));
  return path.length === term.path.length ? { kind: 'input', path } : undefined;
}
