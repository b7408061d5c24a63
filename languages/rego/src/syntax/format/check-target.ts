import type { Import, Module, Rule, Span } from '../../ast/ast.ts';
import { locationOf } from '../../ast/location.ts';
import { printTerm } from '../../ast/print-term.ts';
import type { RegoError, RegoErrorCode } from '../../ast/rego-error.ts';
import { type Visited, visit } from '../../ast/visit.ts';
import { declarations } from '../../builtins/declarations.ts';
import { keywordsFor } from '../keywords.ts';

/** What v1 refuses and no layout can mend; a module that has it is not written for v1. */
export function errorsBeforeV1(module: Module): RegoError[] {
  const found: Found[] = [
    ...doubleImports(module),
    ...module.rules.flatMap(shadowingNames),
    ...module.rules.flatMap(shadowingVars),
    ...module.rules.flatMap(deprecatedCalls),
    ...module.rules.flatMap(keywordNames),
  ];
  return found.map(({ code, message, span }) => ({ code, message, location: locationOf(module.source, span.start) }));
}

interface Found {
  readonly code: RegoErrorCode;
  readonly message: string;
  readonly span: Span;
}

function doubleImports({ imports }: Module): Found[] {
  const known = new Map<string, Import>();
  return imports.flatMap((item) => {
    const last = item.path.path.at(-1) ?? item.path.head;
    const name = item.alias ?? (last.type === 'string' ? last.value : printTerm(last));
    const before = known.get(name);
    if (before === undefined) {
      known.set(name, item);
      return [];
    }
    const alias = before.alias === undefined ? '' : ` as ${before.alias}`;
    const message = `import must not shadow import ${printTerm(before.path)}${alias}`;
    return [{ code: 'rego_compile_error', message, span: item.span }];
  });
}

function isRoot(name: string): boolean {
  return name === 'input' || name === 'data';
}

function shadowingNames(rule: Rule): Found[] {
  const name = printTerm(rule.head.ref.head);
  const named = isRoot(name) ? [shadowing('rules', name, { span: rule.span, other: 'rule name' })] : [];
  const args = rule.head.args.filter((arg) => arg.type === 'ref' && isRoot(printTerm(arg)));
  return [
    ...named,
    ...args.map((arg) => shadowing('args', printTerm(arg), { span: arg.span, other: 'variable name' })),
  ];
}

function shadowing(what: string, name: string, { span, other }: { span: Span; other: string }): Found {
  return { code: 'rego_compile_error', message: `${what} must not shadow ${name} (use a different ${other})`, span };
}

function shadowingVars(rule: Rule): Found[] {
  const found: Found[] = [];
  visit(rule, (node) => {
    if (node.type !== 'callExpr' || printTerm(node.operator) !== 'assign') return undefined;
    const name = node.args[0] === undefined ? '' : printTerm(node.args[0]);
    if (isRoot(name)) found.push(shadowing('variables', name, { span: node.span, other: 'variable name' }));
    return undefined;
  });
  return found;
}

function deprecatedCalls(rule: Rule): Found[] {
  const found: Found[] = [];
  visit(rule, (node) => {
    const call = callOf(node);
    if (call === undefined || declarations.get(call.name)?.deprecated !== true) return undefined;
    const message = `deprecated built-in function calls in expression: ${call.name}`;
    found.push({ code: 'rego_type_error', message, span: call.span });
    return undefined;
  });
  return found;
}

function callOf(node: Visited): { name: string; span: Span } | undefined {
  if (node.type === 'callExpr') return { name: printTerm(node.operator), span: node.span };
  return node.type === 'call' ? { name: printTerm(node.operator), span: node.operator.span } : undefined;
}

function keywordNames({ head: { ref }, span }: Rule): Found[] {
  const name = printTerm(ref);
  if (!keywordsFor('v1').includes(name)) return [];
  return [{ code: 'rego_parse_error', message: `${name} keyword cannot be used for rule name`, span }];
}
