import type { Body, CallExpr, Expr, RefTerm, Term } from '../../ast/ast.ts';
import { forEachChild, type Node } from '../../ast/for-each-child.ts';
import { printTerm } from '../../ast/print-term.ts';
import type { Declaration } from '../../builtins/declarations/declare.ts';
import { type ComprehensionTerm, headName, isComprehension, isUnification, operatorName } from '../build-terms.ts';
import { groundPrefix } from '../rule-tree.ts';
import { type Rename, refErrors } from './check-refs.ts';
import { isIncomplete, joinTypes } from './join-types.ts';
import { printType } from './print-type.ts';
import { anyType, type FunctionType, functionOf, type RegoType, unknownType } from './rego-type.ts';
import { keysType, valuesType } from './select-type.ts';
import { type BodyTypes, type CheckBody, TypeEnv } from './type-env.ts';
import type { TypeProblem } from './type-problem.ts';
import { TypeTree } from './type-tree.ts';
import { equationUnifies, termUnifies } from './unify-terms.ts';
import { typesUnify } from './unify-types.ts';

export interface TypeCheckContext {
  readonly rename: Rename;
  /** The references of rules that may change when `with` replaces a document, as paths below `data`. */
  readonly dependents: (target: RefTerm) => readonly (readonly Term[])[];
}

/** The types of all builtins, as the outermost environment. */
export function builtinTypes(builtins: ReadonlyMap<string, Declaration>, context: TypeCheckContext): TypeEnv {
  const check: CheckBody = (inner, body) => checkBody(inner, body, context);
  let tree = builtinTrees.get(builtins);
  if (tree === undefined) {
    tree = builtinTree(builtins);
    builtinTrees.set(builtins, tree);
  }
  return new TypeEnv(check, undefined, undefined, tree);
}

/** Nothing is ever put into the outermost environment, so all compilations share it. */
const builtinTrees = new WeakMap<ReadonlyMap<string, Declaration>, TypeTree>();

function builtinTree(builtins: ReadonlyMap<string, Declaration>): TypeTree {
  const tree = new TypeTree();
  const span = { start: 0, end: 0 };
  for (const { name, args, result, variadic } of builtins.values()) {
    const [head = '', ...rest] = name.split('.');
    const path: Term[] = [
      { type: 'var', name: head, span },
      ...rest.map((value): Term => ({ type: 'string', value, span })),
    ];
    const types = args.map((arg) => arg.type);
    tree.put(path, functionOf(types, result?.type, variadic));
  }
  return tree;
}

/** Checks a body and tells the types of its variables. */
export function checkBody(outer: TypeEnv, body: Body, context: TypeCheckContext): BodyTypes {
  const checker = new BodyChecker(outer.inner(), context);
  for (const expr of body) checker.expr(expr);
  return checker;
}

class BodyChecker implements BodyTypes {
  readonly env: TypeEnv;
  readonly errors: TypeProblem[] = [];
  readonly #context: TypeCheckContext;

  constructor(env: TypeEnv, context: TypeCheckContext) {
    this.env = env;
    this.#context = context;
  }

  expr(expr: Expr): void {
    const env = expr.with.length === 0 ? this.env : this.#withEnv(expr);
    const found = [...this.#closures(env, expr), ...refErrors(env, expr, this.#context.rename)];
    this.errors.push(...found);
    const error = this.#exprError(env, expr);
    // What is not known is explained by the error that made it so.
    if (error !== undefined && !(error.isVague && found.length > 0)) this.errors.push(error);
  }

  /** As in OPA, calls inside `every`, `and`, `or` and bodies of `not` are not looked into. */
  #closures(env: TypeEnv, expr: Expr): readonly TypeProblem[] {
    return comprehensionsIn(expr).flatMap((term) => env.checked(term.body).errors);
  }

  #exprError(env: TypeEnv, expr: Expr): TypeProblem | undefined {
    const mismatch = this.#mockError(env, expr);
    if (mismatch !== undefined || expr.type !== 'callExpr') return mismatch;
    if (operatorName(expr.operator) === 'eq') return this.#equationError(env, expr);
    return memberError(env, expr) ?? this.#callError(env, expr);
  }

  /** A function that replaces another takes what that one takes. */
  #mockError(env: TypeEnv, expr: Expr): TypeProblem | undefined {
    for (const { target, value, span } of expr.with) {
      const left = env.typeOf(target);
      const right = env.typeOf(value);
      if (right.kind === 'function' && value.type === 'ref' && isInput(target)) {
        const message = `function ${printTerm(value)} used as reference, not called`;
        return { message, span: value.span, isVague: false };
      }
      if (left.kind !== 'function' || right.kind !== 'function' || typesUnify(left, right)) continue;
      return { message: `${printTerm(target)}: arity mismatch`, span, isVague: [...right.args].some(isIncomplete) };
    }
    return undefined;
  }

  #equationError(env: TypeEnv, expr: CallExpr): TypeProblem | undefined {
    if (!isUnification(expr)) {
      const message = `eq: too ${expr.args.length < 2 ? 'few' : 'many'} arguments`;
      return { message, span: expr.span, isVague: false };
    }
    const [a, b] = expr.args;
    const isVague = isIncomplete(env.typeOf(a)) || isIncomplete(env.typeOf(b));
    const [left, right] = [env.typeOf(a), env.typeOf(b)];
    if (equationUnifies(env, a, b)) return undefined;
    const detail = `left: ${printType(left)}, right: ${printType(right)}`;
    return { message: 'match error', span: expr.span, isVague, detail };
  }

  #callError(env: TypeEnv, expr: CallExpr): TypeProblem | undefined {
    const { operator, args, span } = expr;
    const type = env.typeOfRef(operator);
    const name = printTerm(this.#context.rename(operator));
    // OPA lets rules without arguments be called where their type is open.
    if (type.kind === 'any') return undefined;
    if (type.kind !== 'function') return { message: `undefined function ${name}`, span, isVague: false };
    const problem = argumentProblem(env, args, type);
    if (problem === undefined) return undefined;
    const isVague = args.some((arg) => isIncomplete(env.typeOf(arg)));
    const have = args.map((arg) => printType(env.typeOf(arg))).join(', ');
    const detail = `have: (${have}), want: ${printType(type)}`;
    return { message: `${name}: ${problem}`, span, isVague, detail };
  }

  /** Under `with` a document may also be of the type of what replaces it; what depends on it may be anything. */
  #withEnv(expr: Expr): TypeEnv {
    let env = this.env;
    const replaced: { readonly path: readonly Term[]; readonly type: RegoType }[] = [];
    for (const { target, value } of expr.with) {
      if (target.type !== 'ref') continue;
      const type = this.env.typeOfRef(target);
      env = this.#relaxed(env, target, type.kind === 'function');
      if (type.kind === 'function') continue;
      const isGround = groundPrefix(target.path).length === target.path.length;
      const joined = isGround && type.kind !== 'unknown' ? replacementType(type, this.env.typeOf(value)) : anyType;
      replaced.push({ path: [target.head, ...groundPrefix(target.path)], type: joined });
    }
    if (replaced.length === 0) return env;
    const inner = env.innerForWith();
    for (const { path, type } of replaced) inner.tree.put(path, type);
    return inner;
  }

  #relaxed(env: TypeEnv, target: RefTerm, isFunction: boolean): TypeEnv {
    const own = printTerm(target);
    const paths = this.#context
      .dependents(target)
      .filter((path) => !isFunction || printTerm({ ...target, path }) !== own);
    if (paths.length === 0) return env;
    const tree = new TypeTree();
    for (const path of paths) tree.put([target.head, ...path], anyType);
    return env.innerForWith(tree);
  }
}

function replacementType(type: RegoType, value: RegoType): RegoType {
  if (value.kind === 'unknown') return anyType;
  const joined = joinTypes(type, value);
  return joined.kind === 'unknown' ? anyType : joined;
}

/** The comprehensions directly in a node, not those inside them. */
function comprehensionsIn(node: Node, found: ComprehensionTerm[] = []): ComprehensionTerm[] {
  forEachChild(node, (child) => {
    if ('span' in child && child.type !== 'with' && isTermComprehension(child)) found.push(child);
    else comprehensionsIn(child, found);
  });
  return found;
}

function isInput(term: Term): boolean {
  return term.type === 'ref' && headName(term) === 'input';
}

function isTermComprehension(node: Exclude<Node, { type: 'with' }>): node is ComprehensionTerm {
  return node.type.endsWith('Comprehension') && !('with' in node) && isComprehension(node);
}

/** What may be found in a collection depends on the collection: `in` says so, not its declaration. */
function memberError(env: TypeEnv, expr: CallExpr): TypeProblem | undefined {
  const name = operatorName(expr.operator);
  const arity = name === 'internal.member_2' ? 2 : name === 'internal.member_3' ? 3 : 0;
  const collection = expr.args[arity - 1];
  const value = expr.args[arity - 2];
  if (arity === 0 || collection === undefined || value === undefined) return undefined;
  const type = env.typeOf(collection);
  const values = valuesType(type);
  if (values.kind === 'unknown') return undefined;
  const key = arity === 3 ? expr.args[0] : undefined;
  const error = key === undefined ? undefined : operandError(env, expr, key, keysType(type));
  return error ?? operandError(env, expr, value, values);
}

function operandError(env: TypeEnv, expr: CallExpr, term: Term, type: RegoType): TypeProblem | undefined {
  if (isIncomplete(type)) return undefined;
  const have = env.typeOf(term);
  const fits = (isIncomplete(have) || typesUnify(have, type)) && termUnifies(env, term, type, false);
  return fits ? undefined : { message: 'match error', span: expr.span, isVague: isIncomplete(have) };
}

function argumentProblem(env: TypeEnv, args: readonly Term[], type: FunctionType): string | undefined {
  const wanted = type.result === undefined ? type.args : [...type.args, type.result];
  if (args.length > wanted.length && type.variadic === undefined) return 'too many arguments';
  if (args.length < type.args.length) return 'too few arguments';
  const before = args.map((arg) => env.typeOf(arg));
  const fits = args.every((arg, at) => {
    const want = wanted[at] ?? type.variadic ?? unknownType;
    const have = before[at] ?? unknownType;
    return (isIncomplete(have) || typesUnify(have, want)) && termUnifies(env, arg, want, false);
  });
  return fits ? undefined : 'invalid argument(s)';
}
