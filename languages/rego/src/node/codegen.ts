import type { Codegen } from '../codegen/codegen.ts';

/** Makes code of rules that are evaluated often. It makes none where the process runs with `--disallow-code-generation-from-strings`. */
export const codegen: Codegen = { build: (parameters, text) => new Function(...parameters, text) };
