export type * from './ast/ast.ts';
export type { RegoError, RegoErrorCode, RegoLocation } from './ast/rego-error.ts';
export {
  type Parsed,
  type ParseLimits,
  type ParseOptions,
  parseModule,
  parseQuery,
  parseTerm,
} from './syntax/parse.ts';

/** The version of OPA whose Rego this is. */
export const regoVersion = '1.22';
