import { aggregateBuiltins } from './aggregates.ts';
import { arithmeticBuiltins } from './arithmetic.ts';
import { bitBuiltins } from './bits.ts';
import type { Builtin } from './builtin.ts';
import { collectionBuiltins } from './collections.ts';
import { comparisonBuiltins } from './comparison.ts';
import { graphBuiltins } from './graph.ts';
import { jsonPatchBuiltins } from './json-patch.ts';
import { jsonPathBuiltins } from './json-paths.ts';
import { objectBuiltins } from './objects.ts';
import { randomBuiltins } from './random.ts';
import { semverBuiltins } from './semver.ts';
import { stringBuiltins } from './strings.ts';
import { trimmingBuiltins } from './trimming.ts';
import { typeBuiltins } from './types.ts';
import { unitBuiltins } from './units.ts';

const families: readonly (readonly Builtin[])[] = [
  aggregateBuiltins,
  arithmeticBuiltins,
  bitBuiltins,
  collectionBuiltins,
  comparisonBuiltins,
  graphBuiltins,
  jsonPatchBuiltins,
  jsonPathBuiltins,
  objectBuiltins,
  randomBuiltins,
  semverBuiltins,
  stringBuiltins,
  trimmingBuiltins,
  typeBuiltins,
  unitBuiltins,
];

/** All builtins that this engine has, by name. Whether a host port that one needs is there shows when it is called. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  families.flat().map((builtin) => [builtin.name, builtin] as const),
);
