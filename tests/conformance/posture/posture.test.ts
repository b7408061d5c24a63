import { checks } from '@bulwark/checks';
import { meaningsOf, type Tool } from '@bulwark/store';
import { describe, expect, test } from 'vitest';
import { compare } from './judge-case.ts';
import type { PostureCase } from './posture-case.ts';
import { readKnownGaps } from './read-known-gaps.ts';
import { checkovCases } from './suites/checkov.ts';
import { kubeLinterCases } from './suites/kube-linter.ts';
import { kubeScoreCases } from './suites/kube-score.ts';
import { kubescapeCases } from './suites/kubescape.ts';
import { polarisCases } from './suites/polaris.ts';
import { whatIsMissing } from './suites/suite-folder.ts';
import { trivyCases } from './suites/trivy.ts';

const missing = whatIsMissing();
if (missing) process.stderr.write(`SKIPPED posture: ${missing}\n`);

/** Each tool with the fewest cases that its suite must give: a reader that finds none agrees with everything. */
const suites: readonly (readonly [Tool, () => readonly PostureCase[], number])[] = [
  ['kube-linter', kubeLinterCases, 40],
  ['polaris', polarisCases, 200],
  ['trivy', trivyCases, 50],
  ['checkov', checkovCases, 200],
  ['kube-score', kubeScoreCases, 120],
  ['kubescape', kubescapeCases, 700],
];

describe.each(suites)('%s', (tool, read, fewest) => {
  test.skipIf(missing)('our checks of the same meaning agree, but for the known gaps', () => {
    const cases = read();
    expect(cases.length).toBeGreaterThanOrEqual(fewest);
    const gaps = readKnownGaps(tool);
    const compared = cases.map((given) => ({ name: given.name, ...compare(given) }));
    const disagree = compared.flatMap((one) => (one.kind === 'disagree' ? one : []));
    const agree = compared.filter(({ kind }) => kind === 'agree').length;
    const without = compared.length - agree - disagree.length;
    process.stdout.write(
      `score: posture ${tool} ${agree}/${agree + disagree.length} agree (${without} cases of checks that have no counterpart)\n`,
    );
    const unlisted = disagree.filter(({ name }) => !gaps.has(name)).map(({ name, detail }) => `${name}: ${detail}`);
    expect(unlisted, 'disagreements that known-gaps.yaml does not explain').toEqual([]);
    const closed = [...gaps.keys()].filter((name) => !disagree.some((one) => one.name === name));
    expect(closed, 'known gaps that are none any more').toEqual([]);
  });

  test('the table names checks that exist, each once', () => {
    const known = new Set(checks.map(({ id }) => id));
    for (const [theirs, { checks: ours, also = [] }] of Object.entries(meaningsOf(tool))) {
      const named = [...ours, ...also];
      expect(
        named.filter((id) => !known.has(id)),
        theirs,
      ).toEqual([]);
      expect(new Set(named).size, theirs).toBe(named.length);
      expect(ours.length, theirs).toBeGreaterThan(0);
    }
  });
});
