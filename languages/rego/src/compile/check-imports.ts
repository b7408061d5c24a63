import type { Import } from '../ast/ast.ts';
import { printTerm } from '../ast/print-term.ts';
import { headName } from './build-terms.ts';
import type { Compilation } from './compilation.ts';
import type { CompiledModule } from './compiled-module.ts';
import { importName } from './resolve-refs.ts';

/** Pass: no two imports of a v1 module under one name. */
export function checkDuplicateImports(compilation: Compilation): void {
  for (const module of compilation.modules) {
    if (!obeysV1(compilation, module)) continue;
    const known = new Map<string, Import>();
    for (const one of module.imports) {
      const name = importName(one);
      const before = known.get(name);
      if (before === undefined) known.set(name, one);
      else {
        const message = `import must not shadow ${importText(before)}`;
        compilation.recoverable('rego_compile_error', message, module, one.span);
      }
    }
  }
}

/** Pass of strict mode: every import is used. */
export function checkUnusedImports(compilation: Compilation): void {
  if (!compilation.options.strict) return;
  for (const module of compilation.modules) {
    const used = compilation.globals.get(module)?.used;
    for (const one of module.imports) {
      const head = headName(one.path);
      if (head === 'rego' || head === 'future' || used?.has(importName(one))) continue;
      compilation.recoverable('rego_compile_error', `${importText(one)} unused`, module, one.span);
    }
  }
}

function importText(one: Import): string {
  const alias = one.alias === undefined ? '' : ` as ${one.alias}`;
  return `import ${printTerm(one.path)}${alias}`;
}

/** Whether the stricter rules of v1 hold for a module. */
export function obeysV1(compilation: Compilation, module: CompiledModule): boolean {
  return compilation.options.strict || module.version !== 'v0';
}
