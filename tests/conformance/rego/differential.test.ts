import { describe, expect, test } from 'vitest';
import { compareSeeds } from './differential.ts';
import { buildOracle } from './oracle/build-oracle.ts';

const oracle = buildOracle();
if ('missing' in oracle) process.stderr.write(`SKIPPED rego-differential: ${oracle.missing}\n`);

/** Cases of the short form; `npm run test:long -- rego` takes 20,000. */
const cases = 600;

describe('generated modules', () => {
  test.skipIf('missing' in oracle)('give what OPA gives', () => {
    const { compared, classes, differences } = compareSeeds('binary' in oracle ? oracle.binary : '', 1, cases);
    process.stdout.write(`score: rego-differential ${compared - differences.length}/${compared}\n`);
    expect(differences.map(({ seed, problem }) => `seed ${seed}: ${problem}`)).toEqual([]);
    expect(compared).toBeGreaterThan(cases * 0.95);
    const { defined = 0, undefined: none = 0 } = classes;
    expect(defined, 'a generator of errors compares no evaluation').toBeGreaterThan(cases / 5);
    expect(none).toBeGreaterThan(0);
  });
});
