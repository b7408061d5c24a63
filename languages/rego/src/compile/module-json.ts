import type { Expr, Head, Module, RefTerm, Rule, Term } from '../ast/ast.ts';
import { BuiltinError } from '../builtins/builtin.ts';
import { parseModule } from '../syntax/parse.ts';
import type { RegoValue } from '../values/value.ts';

type Json = { [key: string]: RegoValue };

/** What `rego.parse_module` gives: OPA's JSON of a module's syntax tree. Throws BuiltinError on a text that is none. */
export function parsedModuleJson(name: string, text: string): RegoValue {
  const { module, errors } = parseModule(text, { file: name });
  if (module !== undefined) return moduleJson(module);
  const lines = errors.map(({ code, message, location }) => `${location?.file}:${location?.row}: ${code}: ${message}`);
  throw new BuiltinError(lines.join('\n'));
}

function moduleJson(module: Module): RegoValue {
  return {
    package: { path: refParts(module.package.path) },
    ...(module.imports.length === 0
      ? {}
      : {
          imports: module.imports.map(({ path, alias }) => ({
            path: termJson(path),
            ...(alias === undefined ? {} : { alias }),
          })),
        }),
    ...(module.rules.length === 0 ? {} : { rules: module.rules.map(ruleJson) }),
  };
}

function ruleJson(rule: Rule): RegoValue {
  const body = rule.body.map(
    (expr, index): RegoValue => ({
      ...exprJson(expr, index),
      ...(rule.bodyGenerated ? { generated: true } : {}),
    }),
  );
  return {
    ...(rule.default ? { default: true } : {}),
    head: headJson(rule.head),
    body,
    ...(rule.else === undefined ? {} : { else: ruleJson(rule.else) }),
  };
}

function headJson({ ref, args, key, value, assign }: Head): RegoValue {
  return {
    ...(ref.path.length === 0 && ref.head.type === 'var' ? { name: ref.head.name } : {}),
    ref: refParts(ref),
    ...(args.length === 0 ? {} : { args: args.map(termJson) }),
    ...(key === undefined ? {} : { key: termJson(key) }),
    ...(value === undefined ? {} : { value: termJson(value) }),
    ...(assign ? { assign: true } : {}),
  };
}

function bodyJson(body: readonly Expr[]): RegoValue[] {
  return body.map(exprJson);
}

function exprJson(expr: Expr, index: number): Json {
  return {
    index,
    terms: termsJson(expr),
    ...('negated' in expr && expr.negated ? { negated: true } : {}),
    ...(expr.with.length === 0
      ? {}
      : { with: expr.with.map(({ target, value }) => ({ target: termJson(target), value: termJson(value) })) }),
  };
}

function termsJson(expr: Expr): RegoValue {
  switch (expr.type) {
    case 'termExpr':
      return termJson(expr.term);
    case 'callExpr':
      return [termJson(expr.operator), ...expr.args.map(termJson)];
    case 'some':
      return { symbols: expr.symbols.map(termJson) };
    case 'every':
      return {
        key: expr.key === undefined ? null : termJson(expr.key),
        value: termJson(expr.value),
        domain: termJson(expr.domain),
        body: bodyJson(expr.body),
      };
    case 'not':
      return { type: 'not', body: bodyJson(expr.body), explicit_body: expr.explicitBody };
    case 'and':
    case 'or':
      return { type: expr.type, lhs: bodyJson(expr.left), rhs: bodyJson(expr.right) };
  }
}

function refParts({ head, path }: RefTerm): RegoValue[] {
  return [head, ...path].map(termJson);
}

function termJson(term: Term): RegoValue {
  switch (term.type) {
    case 'null':
      return { type: 'null', value: {} };
    case 'boolean':
    case 'number':
    case 'string':
      return { type: term.type, value: term.value };
    case 'var':
      return { type: 'var', value: term.name };
    case 'ref':
      return { type: 'ref', value: refParts(term) };
    case 'array':
    case 'set':
      return { type: term.type, value: term.items.map(termJson) };
    case 'object':
      return { type: 'object', value: term.entries.map(({ key, value }) => [termJson(key), termJson(value)]) };
    case 'arrayComprehension':
    case 'setComprehension':
      return { type: term.type.toLowerCase(), value: { term: termJson(term.term), body: bodyJson(term.body) } };
    case 'objectComprehension': {
      const value = { key: termJson(term.key), value: termJson(term.value), body: bodyJson(term.body) };
      return { type: 'objectcomprehension', value };
    }
    case 'call':
      return { type: 'call', value: [termJson(term.operator), ...term.args.map(termJson)] };
    case 'templateString': {
      const parts = term.parts.map((part) => ('with' in part ? exprJson(part, 0) : termJson(part)));
      return { type: 'templatestring', value: { parts, multi_line: term.multiLine } };
    }
  }
}
