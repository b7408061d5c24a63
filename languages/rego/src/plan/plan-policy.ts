import type { SourceText } from '@bulwark/text';
import type { Term } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import type { Declaration } from '../builtins/declarations/declare.ts';
import { forEachExpr } from '../compile/collect-vars.ts';
import type { CompiledQuery } from '../compile/compile-query.ts';
import { type CompiledModule, type CompiledRule, chainOf, forEachRule, fullRef } from '../compile/compiled-module.ts';
import { constantValue } from '../compile/constant-value.ts';
import { childrenInOrder, isGroundPath, nodesBelow, type RuleNode } from '../compile/rule-tree.ts';
import { equal } from '../values/equal.ts';
import { hashKey } from '../values/hash-key.ts';
import type { HashKey, RegoValue } from '../values/value.ts';
import { conditionsFirst } from './conditions-first.ts';
import { indexRules } from './index-rules.ts';
import type {
  DocumentPlan,
  Pattern,
  PlanPlace,
  PolicyPlan,
  QueryPlan,
  RuleBody,
  RulePlan,
  TreePlan,
  Value,
} from './plan.ts';
import { BlockPlanner } from './plan-block.ts';
import { type DocumentNode, PlanScope } from './plan-scope.ts';
import { Registers } from './registers.ts';

/** Plans whole policies: every virtual document of the rule tree; bodies are planned when they are first needed. */
export class PolicyPlanner {
  readonly plan: PolicyPlan;
  readonly #documents: DocumentPlan[] = [];
  readonly #builtins: ReadonlyMap<string, Declaration>;
  readonly #tree: RuleNode;
  readonly #root: DocumentNode;
  #ids = 0;

  constructor(tree: RuleNode, builtins: ReadonlyMap<string, Declaration>) {
    this.#tree = tree;
    this.#builtins = builtins;
    const { node, plan } = this.#node(tree, []);
    this.#root = node;
    this.plan = { root: plan, documents: this.#documents };
  }

  readonly #nextId = (): number => this.#ids++;

  #node(from: RuleNode, path: readonly RegoValue[]): { readonly node: DocumentNode; readonly plan: TreePlan } {
    const { key, hidden } = from;
    if (from.rules.length > 0) {
      const document = this.#document(from, path);
      return { node: { children: new Map(), document }, plan: { key, children: [], document, hidden } };
    }
    const children = childrenInOrder(from).map((child) => this.#node(child, [...path, child.key]));
    const byKey = new Map<HashKey, DocumentNode>(children.map(({ node, plan }) => [hashKey(plan.key), node]));
    const plan = { key, children: children.map((child) => child.plan), document: undefined, hidden };
    return { node: { children: byKey, document: undefined }, plan };
  }

  /** Rules whose reference holds variables own all that is below them. */
  #document(node: RuleNode, path: readonly RegoValue[]): DocumentPlan {
    const isGround = node.rules.every((rule) => isGroundPath(rule.head.path));
    const rules = isGround ? node.rules : [...nodesBelow(node)].flatMap((below) => below.rules);
    const ordinary = rules.filter((rule) => !rule.default);
    const fallback = rules.find((rule) => rule.default);
    const id = this.#nextId();
    const own = { path, kind: kindOf(node.rules, isGround) } as const;
    const planning = { ...own, asksForKeys: own.kind === 'set' || !isGround || onlyValue(rules) === undefined };
    const document: DocumentPlan = {
      id,
      ...own,
      arity: rules[0]?.head.args.length ?? 0,
      rules: ordinary.map((rule) => chainOf(rule).map((branch) => this.#rule(branch, planning))),
      default: fallback === undefined ? undefined : this.#rule(fallback, planning),
      index: indexRules(ordinary),
      onlyValue: isGround ? onlyValue(ordinary.flatMap(chainOf)) : undefined,
      depth: rules.reduce((most, rule) => Math.max(most, keysOf(rule, path.length).length), 0),
    };
    this.#documents.push(document);
    return document;
  }

  #rule(rule: CompiledRule, document: PlannedDocument): RulePlan {
    const { source } = rule.module;
    const scope = (): PlanScope => new PlanScope(this.#root, this.#builtins, source, this.#nextId);
    const bodies: RuleBody[] = [];
    return {
      get place() {
        return scope().place(rule.span);
      },
      get head() {
        return scope().place(rule.origin.head.span);
      },
      get name() {
        return printTerm(fullRef({ ...rule, head: { ...rule.head, path: writtenPath(rule) } }));
      },
      body: (knownKeys) => {
        bodies[knownKeys] ??= planRule(rule, { scope: scope(), document, knownKeys, tree: this.#tree });
        return bodies[knownKeys];
      },
    };
  }

  /** The heads and expressions of all rules, comprehensions included, without `some`: what coverage is measured by. */
  places(modules: readonly CompiledModule[]): PlanPlace[] {
    const found: PlanPlace[] = [];
    for (const module of modules) {
      const scope = new PlanScope(this.#root, this.#builtins, module.source, this.#nextId);
      forEachRule(module, ({ origin }) => {
        found.push(scope.place(origin.head.span));
        if (origin.bodyGenerated) return;
        forEachExpr(origin.body, (expr) => {
          if (expr.type !== 'some') found.push(scope.place(expr.span));
        });
      });
    }
    return found;
  }

  query({ body, variables, captures }: CompiledQuery, source: SourceText): QueryPlan {
    const scope = new PlanScope(this.#root, this.#builtins, source, this.#nextId);
    const registers = new Registers();
    const planner = new BlockPlanner(scope, registers, new Set(), scope.place({ start: 0, end: 0 }));
    planner.body(body);
    const span = { start: 0, end: 0 };
    const read = (name: string): Value => planner.value({ type: 'var', name, span });
    const bindings = [...variables].map(([local, name]) => ({ name, value: read(local) }));
    const values = captures.map((name) => (name === undefined ? undefined : read(name)));
    return { registers: registers.count, block: planner.block, bindings, values };
  }
}

/** The path of a head with variables named as they were written. */
function writtenPath({ head, origin }: CompiledRule): readonly Term[] {
  return head.path.map((part, at) => (part.type === 'var' ? (origin.head.ref.path[at] ?? part) : part));
}

function kindOf(rules: readonly CompiledRule[], isGround: boolean): DocumentPlan['kind'] {
  const first = rules[0];
  if (first !== undefined && first.head.args.length > 0) return 'function';
  if (!isGround) return 'object';
  return first?.head.key === undefined ? 'complete' : 'set';
}

function onlyValue(rules: readonly CompiledRule[]): RegoValue | undefined {
  let only: RegoValue | undefined;
  for (const rule of rules) {
    const value = rule.head.value === undefined ? undefined : constantValue(rule.head.value);
    if (value === undefined || (only !== undefined && !equal(only, value))) return undefined;
    only = value;
  }
  return only;
}

/** The keys that a rule sets below its document, the member of a set last. */
function keysOf(rule: CompiledRule, documentLength: number): readonly Term[] {
  const keys = fullRef(rule).path.slice(documentLength);
  return rule.head.key === undefined ? keys : [...keys, rule.head.key];
}

interface PlannedDocument extends Pick<DocumentPlan, 'path' | 'kind'> {
  readonly asksForKeys: boolean;
}

interface RulePlanning {
  readonly scope: PlanScope;
  readonly document: PlannedDocument;
  readonly knownKeys: number;
  readonly tree: RuleNode;
}

function planRule(rule: CompiledRule, { scope, document, knownKeys, tree }: RulePlanning): RuleBody {
  const registers = new Registers();
  const keys = keysOf(rule, document.path.length);
  const terms = document.kind === 'function' ? rule.head.args : keys.slice(0, knownKeys);
  const count = document.kind === 'function' ? terms.length : knownKeys;
  for (let at = 0; at < count; at++) registers.fresh();
  const planner = new BlockPlanner(scope, registers, new Set(), scope.place(rule.span));
  const given: Pattern[] = terms.map((term) => planner.pattern(term));
  planner.body(conditionsFirst(rule, { tree, asksForKeys: document.asksForKeys }));
  const isMember = rule.head.key !== undefined;
  const path = document.kind === 'object' ? fullRef(rule).path.slice(document.path.length) : [];
  const value = rule.head.key ?? rule.head.value;
  return {
    given,
    block: planner.block,
    path: path.map((part) => planner.value(part)),
    value: value === undefined ? { op: 'constant', value: true } : planner.value(value),
    isMember,
    get registers() {
      return registers.count;
    },
  };
}
