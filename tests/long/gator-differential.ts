import { compareSeeds } from '../conformance/gatekeeper/differential.ts';
import { buildGator } from '../conformance/gatekeeper/oracle/build-gator.ts';

/** Compares the Gatekeeper engine with gator on generated cases; prints the score and each difference. */
export function gatorDifferential(
  cases: number,
  first: number,
): { failed: number | undefined; messages: readonly string[] } {
  const oracle = buildGator();
  if ('missing' in oracle) return { failed: undefined, messages: [`skipped: ${oracle.missing}`] };
  const { compared, classes, differences } = compareSeeds(oracle.binary, first, cases);
  process.stdout.write(`score: gator ${compared - differences.length}/${compared}\n`);
  process.stdout.write(`${JSON.stringify({ suite: 'gator', classes })}\n`);
  return { failed: differences.length, messages: differences };
}
