export type * from './ast/ast.ts';
export type { RegoError, RegoErrorCode, RegoLocation } from './ast/rego-error.ts';
export { type Visited, visit } from './ast/visit.ts';
export type { CryptoPort } from './builtins/builtin.ts';
export type { Capabilities } from './compile/capabilities.ts';
export { type Compiled, type CompileOptions, compile, type ModuleText } from './compile/compile.ts';
export type { QueryScope } from './compile/compile-query.ts';
export type { Host } from './evaluate/host.ts';
export type { EvaluationLimits } from './evaluate/limits.ts';
export {
  type Evaluation,
  type EvaluationFailure,
  type EvaluationOptions,
  type ExpressionResult,
  Policy,
  PreparedQuery,
  type QueryOptions,
  type QueryResult,
} from './evaluate/policy.ts';
export { type FormatOptions, type Formatted, formatModule } from './syntax/format/format-module.ts';
export {
  type Parsed,
  type ParseLimits,
  type ParseOptions,
  parseModule,
  parseQuery,
  parseTerm,
} from './syntax/parse.ts';
export { indentedJsonText, jsonTextOf } from './values/to-json.ts';
export type { RegoValue } from './values/value.ts';

/** The version of OPA whose Rego this is. */
export const regoVersion = '1.22';
