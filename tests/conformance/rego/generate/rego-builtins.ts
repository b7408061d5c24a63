// The generator knows builtins as the engine declares them: what is declared wrong shows as a difference.
export type { Declaration } from '../../../../languages/rego/src/builtins/declarations/declare.ts';
export { declarations } from '../../../../languages/rego/src/builtins/declarations.ts';
export type { RegoType } from '../../../../languages/rego/src/compile/types/rego-type.ts';
