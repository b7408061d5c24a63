import { type BuildFunction, codegenBy } from '../codegen/codegen.ts';

/** Makes functions of text. It throws where the process runs with `--disallow-code-generation-from-strings`. */
export const buildFunction: BuildFunction = (parameters, text) => new Function(...parameters, text);

/** Makes code of rules that are evaluated often; none where the process allows no code from text. */
export const codegen = codegenBy(buildFunction);
