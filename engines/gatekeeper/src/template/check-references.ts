import { type Import, type Module, type RefTerm, visit } from '@bulwark/rego';
import type { Span } from './template-program.ts';

export interface ReferenceProblem {
  readonly message: string;
  readonly span: Span;
}

/**
 * What Gatekeeper refuses in the Rego of a template: references to data other than `data.inventory` and `data.lib`,
 * imports other than those of libs, libs outside `package lib.…`, and a main module without rule `violation`.
 */
export function referenceProblems(module: Module, role: 'main' | 'lib'): ReferenceProblem[] {
  return [
    ...(role === 'lib' ? packageProblems(module) : ruleProblems(module)),
    ...module.imports.flatMap(importProblems),
    ...module.rules.flatMap((rule) => {
      const problems: ReferenceProblem[] = [];
      visit(rule, (node) => {
        if (node.type !== 'ref' || !isRooted(node, 'data')) return undefined;
        const first = firstName(node);
        if (first !== 'inventory' && first !== 'lib')
          problems.push({
            message: `only data.inventory and data.lib may be used, found data${shown(first)}`,
            span: node.span,
          });
        return undefined;
      });
      return problems;
    }),
  ];
}

function shown(name: string | undefined): string {
  return name === undefined ? '' : `.${name}`;
}

function packageProblems({ package: declared }: Module): ReferenceProblem[] {
  if (firstName(declared.path) === 'lib' && declared.path.path.length > 1) return [];
  return [{ message: 'the package of a lib must begin with "lib.", as in package lib.helpers', span: declared.span }];
}

function ruleProblems(module: Module): ReferenceProblem[] {
  const has = module.rules.some(({ head }) => head.ref.head.type === 'var' && head.ref.head.name === 'violation');
  return has ? [] : [{ message: 'no rule "violation"; it is what a template is asked for', span: module.package.span }];
}

function importProblems({ path, span }: Import): ReferenceProblem[] {
  if (isRooted(path, 'future') || (isRooted(path, 'data') && firstName(path) === 'lib')) return [];
  const name = path.head.type === 'var' ? [path.head.name, ...path.path.map(nameOf)].join('.') : '';
  const hint = name === 'rego.v1' ? '; say version: "v1" in the source of code instead' : '';
  return [{ message: `only data.lib and future.keywords may be imported, found ${name}${hint}`, span }];
}

function isRooted({ head }: RefTerm, name: string): boolean {
  return head.type === 'var' && head.name === name;
}

function firstName({ path }: RefTerm): string | undefined {
  const [first] = path;
  return first?.type === 'string' ? first.value : undefined;
}

function nameOf(term: RefTerm['path'][number]): string {
  return term.type === 'string' ? term.value : '[…]';
}
