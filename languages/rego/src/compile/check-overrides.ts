import type { Span } from '../ast/ast.ts';
import { isAssignment, isRootDocument, isRootName } from './build-terms.ts';
import { obeysV1 } from './check-imports.ts';
import { forEachExpr } from './collect-vars.ts';
import { type Compilation, nodesOf } from './compilation.ts';
import { forEachRule } from './compiled-module.ts';

/** Pass: nothing in a v1 module is named `input` or `data`. */
export function checkOverrides(compilation: Compilation): void {
  for (const module of compilation.modules) {
    if (!obeysV1(compilation, module)) continue;
    const fail = (message: string, span: Span): void => {
      compilation.recoverable('rego_compile_error', message, module, span);
    };
    for (const rule of module.rules) {
      const { name } = rule.head;
      if (isRootName(name)) fail(`rules must not shadow ${name} (use a different rule name)`, rule.span);
    }
    forEachRule(module, (rule) => {
      forEachShadowing(nodesOf(rule), fail);
    });
  }
}

function forEachShadowing(nodes: Parameters<typeof forEachExpr>[0], fail: (message: string, span: Span) => void): void {
  forEachExpr(nodes, (expr) => {
    const target = isAssignment(expr) ? expr.args[0] : undefined;
    if (target === undefined || !isRootDocument(target)) return;
    fail(`variables must not shadow ${target.head.name} (use a different variable name)`, expr.span);
  });
}
