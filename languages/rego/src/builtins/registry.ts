import { aggregateBuiltins } from './aggregates.ts';
import { arithmeticBuiltins } from './arithmetic.ts';
import type { Builtin } from './builtin.ts';
import { comparisonBuiltins } from './comparison.ts';

/** All builtins that this engine has, by name. Whether a host port that one needs is there shows when it is called. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [aggregateBuiltins, arithmeticBuiltins, comparisonBuiltins].flat().map((builtin) => [builtin.name, builtin] as const),
);
