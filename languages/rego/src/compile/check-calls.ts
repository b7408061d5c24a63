import type { CallExpr, Expr, RefTerm, Span, Term } from '../ast/ast.ts';
import type { Node } from '../ast/for-each-child.ts';
import { printTerm } from '../ast/print-term.ts';
import type { RegoErrorCode } from '../ast/rego-error.ts';
import { declarations } from '../builtins/declarations.ts';
import { isGenerated, operatorName } from './build-terms.ts';
import { obeysV1 } from './check-imports.ts';
import { type Compilation, nodesOf } from './compilation.ts';
import { forEachRule } from './compiled-module.ts';
import { renamedVars } from './renamed-vars.ts';
import { walk } from './walk.ts';

export interface CallError {
  readonly code: RegoErrorCode;
  readonly message: string;
  readonly span: Span;
}

type Check = (nodes: readonly Node[], compilation: Compilation) => readonly CallError[];

function passOf(check: Check): (compilation: Compilation) => void {
  return (compilation) => {
    for (const module of compilation.modules) {
      forEachRule(module, (rule) => {
        for (const { code, message, span } of check(nodesOf(rule), compilation)) {
          compilation.fatal(code, message, module, span);
        }
      });
    }
  };
}

/** Pass: calls without a result (`print`) stand alone. */
export const checkVoidCalls = passOf(voidCallErrors);

/** Pass: every function that is called exists and gets as many arguments as it takes. */
export const checkUndefinedFunctions = passOf(undefinedFunctionErrors);

/** Pass: no builtin that is on its way out is called in v1. */
export function checkDeprecatedCalls(compilation: Compilation): void {
  for (const module of compilation.modules) {
    if (!obeysV1(compilation, module)) continue;
    forEachRule(module, (rule) => {
      for (const { code, message, span } of deprecatedCallErrors(nodesOf(rule), compilation)) {
        compilation.recoverable(code, message, module, span);
      }
    });
  }
}

export function voidCallErrors(nodes: readonly Node[], compilation: Compilation): CallError[] {
  const errors: CallError[] = [];
  for (const node of nodes) {
    walk(node, (inner) => {
      if (inner.type === 'call' && isVoid(inner.operator, compilation)) {
        errors.push({ code: 'rego_type_error', message: `${printTerm(inner)} used as value`, span: inner.span });
      }
      return false;
    });
  }
  return errors;
}

function isVoid(operator: RefTerm, { options }: Compilation): boolean {
  const builtin = options.builtins.get(operatorName(operator));
  return builtin !== undefined && builtin.result === undefined;
}

export function undefinedFunctionErrors(nodes: readonly Node[], compilation: Compilation): CallError[] {
  const errors: CallError[] = [];
  for (const node of nodes) collectUndefined(node, compilation, errors);
  return errors;
}

function collectUndefined(node: Node, compilation: Compilation, errors: CallError[]): void {
  walk(node, (inner) => {
    if (inner.type !== 'callExpr') return false;
    const message = callProblem(inner, compilation);
    if (message !== undefined) errors.push({ code: 'rego_type_error', message, span: inner.span });
    return message !== undefined;
  });
}

const notAllowed = ': the capabilities do not allow this builtin';

function callProblem(expr: CallExpr, compilation: Compilation): string | undefined {
  const { operator, args } = expr;
  const builtin = compilation.options.builtins.get(operatorName(operator));
  if (builtin?.variadic !== undefined) return undefined;
  const arity = compilation.arity(operator);
  const name = printTerm(renamedVars(operator, compilation.rewritten));
  if (arity === undefined) return `undefined function ${name}${declarations.has(name) ? notAllowed : ''}`;
  const isEquality = operatorName(operator) === 'eq';
  if (isGenerated(expr)) {
    if (isEquality || args.length === arity + 1) return undefined;
  } else if (args.length === arity || args.length === arity + 1) return undefined;
  if (builtin !== undefined) return `${name}: arity mismatch`;
  const got = isGenerated(expr) ? args.length - 1 : args.length;
  return `function ${name} has arity ${arity}, got ${got} argument${got === 1 ? '' : 's'}`;
}

function deprecatedCallErrors(nodes: readonly Node[], { options }: Compilation): CallError[] {
  const errors: CallError[] = [];
  const check = (operator: RefTerm, span: Span): void => {
    const name = operatorName(operator);
    if (!options.builtins.get(name)?.deprecated) return;
    const message = `deprecated built-in function calls in expression: ${name}`;
    errors.push({ code: 'rego_type_error', message, span });
  };
  for (const node of nodes) {
    walk(node, (inner) => {
      if (inner.type === 'callExpr' || inner.type === 'call') check(inner.operator, spanOf(inner));
      return false;
    });
  }
  return errors;
}

function spanOf(call: Expr | Extract<Term, { type: 'call' }>): Span {
  return call.type === 'call' ? call.operator.span : call.span;
}
