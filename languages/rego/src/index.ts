export type * from './ast/ast.ts';
export type { RegoError, RegoErrorCode, RegoLocation } from './ast/rego-error.ts';
export { type Visited, visit } from './ast/visit.ts';
export type { CryptoPort } from './builtins/builtin.ts';
export {
  type Bundle,
  type BundleError,
  type BundleFile,
  type BundleModule,
  type BundleReading,
  bundleOf,
  type DataChange,
  type DocumentReading,
  emptyManifest,
  isBelow,
  type Manifest,
  mergeAt,
  type ReadBundleOptions,
  readBundle,
  readDocument,
  rootsOverlap,
  type SigningKey,
  updateData,
  type VerificationKey,
  writeBundle,
} from './bundles/index.ts';
export type { Capabilities } from './compile/capabilities.ts';
export { type Compiled, type CompileLimits, type CompileOptions, compile, type ModuleText } from './compile/compile.ts';
export type { QueryScope } from './compile/compile-query.ts';
export { constantValue as termValue } from './compile/constant-value.ts';
export { capabilitiesOf } from './compile/host-capabilities.ts';
export type { Codegen } from './evaluate/codegen-port.ts';
export { Coverage, type CoverageRange, type CoverageReport, type FileCoverage } from './evaluate/coverage.ts';
export type { Host } from './evaluate/host.ts';
export type { EvaluationLimits } from './evaluate/limits.ts';
export type { EvaluationEvent, Observer } from './evaluate/observe.ts';
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
export { type ExpressionProfile, Profile } from './evaluate/profile.ts';
export { Trace, type TraceMode, type TraceOptions } from './evaluate/trace-text.ts';
export { type FormatOptions, type Formatted, formatModule } from './syntax/format/format-module.ts';
export {
  type Parsed,
  type ParseLimits,
  type ParseOptions,
  parseModule,
  parseQuery,
  parseTerm,
} from './syntax/parse.ts';
export { type JsonReading, readJson } from './values/from-json.ts';
export { indentedJsonText, jsonTextOf } from './values/to-json.ts';
export type { RegoValue } from './values/value.ts';

/** The version of OPA whose Rego this is. */
export const regoVersion = '1.22';
