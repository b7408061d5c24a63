import { readFileSync } from 'node:fs';
import { type Check, checks, Judge, type JudgeOptions } from '@bulwark/checks';
import { type CheckCase, parseCheckCases, resourceOf, snapshotOf } from '@bulwark/testkit';
import type { JsonObject } from '@bulwark/text';

/** One case of one check; its first object is the one that is judged. */
export interface CaseOfCheck {
  readonly check: Check;
  readonly given: CheckCase;
  readonly first: JsonObject;
}

/** Every case of every check: whatever a check can look at is among them. */
export function casesOfChecks(): readonly CaseOfCheck[] {
  return checks.flatMap((check) => {
    const dash = check.id.indexOf('-');
    const file = `engines/checks/src/${check.id.slice(0, dash)}/${check.id.slice(dash + 1)}.cases.yaml`;
    return parseCheckCases(check.id, readFileSync(file, 'utf8')).map((given) => ({
      check,
      given,
      first: given.objects[0] ?? {},
    }));
  });
}

/** Pointers of what the check of a case finds in an object that takes the place of its first one. Throws where it crashes. */
export function pointersIn({ check, given }: CaseOfCheck, first: JsonObject): readonly string[] {
  const subject = resourceOf(first);
  const info = given.scope === 'cluster' ? ({ kind: 'cluster' } as const) : {};
  const options: JudgeOptions = {
    checks: [check],
    kubeMinor: Number(given.kubeVersion?.split('.')[1] ?? 37),
    at: Date.parse(given.now),
    parameters: { [check.id]: given.parameters },
  };
  const judge = new Judge(snapshotOf([first, ...given.objects.slice(1)], info), options);
  for (const { error } of judge.failures()) throw new Error(`${check.id} crashed`, { cause: error });
  return [...judge.judgements()]
    .filter(({ resource }) => resource.kind === subject.kind && resource.name === subject.name)
    .map(({ problem }) => problem.pointer)
    .sort();
}
