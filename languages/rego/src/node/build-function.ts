import type { BuildFunction } from '../codegen/codegen.ts';

/** Makes generated code run. It throws where the process was started with `--disallow-code-generation-from-strings`. */
export const buildFunction: BuildFunction = (parameters, text) => new Function(...parameters, text);
