import { compareSeeds } from '../conformance/rego/differential.ts';
import { buildOracle } from '../conformance/rego/oracle/build-oracle.ts';
import { shrink } from '../conformance/rego/shrink.ts';

/** Compares the Rego engine with OPA on generated cases; prints the score and each difference with as little as shows it. */
export function regoDifferential(
  cases: number,
  first: number,
): { failed: number | undefined; messages: readonly string[] } {
  const oracle = buildOracle();
  if ('missing' in oracle) return { failed: undefined, messages: [`skipped: ${oracle.missing}`] };
  const { compared, classes, differences } = compareSeeds(oracle.binary, first, cases);
  process.stdout.write(`score: rego-differential ${compared - differences.length}/${compared}\n`);
  process.stdout.write(`${JSON.stringify({ suite: 'rego', classes })}\n`);
  const shown = differences.slice(0, 20).map(({ seed, problem, question }) => {
    const { modules, query } = shrink(oracle.binary, question, problem);
    return `seed ${seed}: ${problem}\n${modules.join('\n')}\nquery: ${query}`;
  });
  return { failed: differences.length, messages: shown };
}
