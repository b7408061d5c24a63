import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { schemaSet } from '@bulwark/schema';
import { type CheckCase, parseCheckCases, resourceOf, snapshotOf } from '@bulwark/testkit';
import { describe, expect, test } from 'vitest';
import { applyEdits } from './apply-edits.ts';
import type { Check, Problem } from './define-check.ts';
import type { Edit } from './edit.ts';
import { checks } from './index.gen.ts';
import { Judge } from './judge.ts';

const newestMinor = 37;
const schemas = schemaSet(
  JSON.parse(
    gunzipSync(readFileSync(new URL('../../../content/schemas/kubernetes.json.gz', import.meta.url))).toString(),
  ),
);

function judge(check: Check, given: CheckCase, first = given.objects[0]): readonly Problem[] {
  const info = given.scope === 'cluster' ? ({ kind: 'cluster' } as const) : {};
  const snapshot = snapshotOf([first, ...given.objects.slice(1)], info);
  const subject = resourceOf(first);
  const judged = new Judge(snapshot, {
    checks: [check],
    kubeMinor: Number(given.kubeVersion?.split('.')[1] ?? newestMinor),
    at: Date.parse(given.now),
    schemas,
    parameters: { [check.id]: given.parameters },
  });
  expect([...judged.failures()].map((failure) => failure.error)).toEqual([]);
  return [...judged.judgements()]
    .filter(
      ({ resource }) =>
        resource.kind === subject.kind && resource.name === subject.name && resource.namespace === subject.namespace,
    )
    .map(({ problem }) => problem);
}

/** The edits that clear a failing case: its own `flip`, else the check's repair. */
function clearingEdits(check: Check, given: CheckCase, problems: readonly Problem[]): readonly Edit[] {
  if (given.flip.length > 0) return given.flip as unknown as Edit[];
  if (check.repair.kind === 'none') throw new Error(`"${given.title}" needs flip: the check has no repair`);
  const { edits } = check.repair;
  return problems.flatMap((problem) => {
    const result = edits(problem, resourceOf(given.objects[0]));
    if (typeof result === 'string') throw new Error(`"${given.title}" needs flip: no repair since ${result}`);
    return result;
  });
}

function fileOf(check: Check): string {
  const dash = check.id.indexOf('-');
  return new URL(`${check.id.slice(0, dash)}/${check.id.slice(dash + 1)}.cases.yaml`, import.meta.url).pathname;
}

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_id, check) => {
  const cases = parseCheckCases(check.id, readFileSync(fileOf(check), 'utf8'));

  test('has a passing and a failing case', () => {
    expect(new Set(cases.map((given) => given.expect))).toEqual(new Set(['pass', 'fail']));
  });

  test.each(cases.map((given) => [`${given.expect}: ${given.title}`, given] as const))('%s', (_title, given) => {
    const problems = judge(check, given);
    if (given.expect === 'pass') {
      expect(problems).toEqual([]);
      return;
    }
    const pointers = problems.map((problem) => problem.pointer).sort();
    expect(pointers).toEqual(given.at === undefined ? pointers : [...given.at].sort());
    expect(pointers.length).toBeGreaterThan(0);
    const first = given.objects[0] ?? {};
    const cleared = applyEdits(first, clearingEdits(check, given, problems));
    expect(judge(check, given, cleared), 'flipping the case flips the verdict').toEqual([]);
  });
});
