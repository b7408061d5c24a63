import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import {
  Gatekeeper,
  isAdmissionReview,
  reviewOfAdmission,
  reviewOfObject,
} from '../../../engines/gatekeeper/src/index.ts';
import type { SuitePlan } from './generate/suites.ts';
import { resourcesFrom } from './run-ours.ts';

/** What `gator verify` has against suites that assert what this engine finds; undefined: nothing. */
export function verifyProblem(binary: string, plans: readonly SuitePlan[]): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'gator-'));
  try {
    const tests = plans.map((plan, at) => writeTest(folder, plan, at));
    write(join(folder, 'suite.yaml'), [
      { apiVersion: 'test.gatekeeper.sh/v1alpha1', kind: 'Suite', metadata: { name: 's' }, tests },
    ]);
    const { status, stdout, stderr } = spawnSync(binary, ['verify', join(folder, 'suite.yaml')], { encoding: 'utf8' });
    return status === 0 ? undefined : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(path: string, objects: readonly JsonObject[]): void {
  writeFileSync(path, objects.map((one) => JSON.stringify(one)).join('\n---\n'));
}

function writeTest(folder: string, plan: SuitePlan, at: number): JsonObject {
  const name = (what: string): string => `${what}-${at}.yaml`;
  write(join(folder, name('template')), [plan.template]);
  write(join(folder, name('constraint')), [plan.constraint]);
  write(join(folder, name('inventory')), plan.inventory);
  const asked = askOurs(plan);
  const cases = plan.objects.map((object, index) => {
    const file = name(`object-${index}`);
    write(join(folder, file), [object]);
    return { name: `${index}`, object: file, inventory: [name('inventory')], assertions: assertionsOf(asked(object)) };
  });
  return { name: `${at}`, template: name('template'), constraint: name('constraint'), cases };
}

/** The messages of this engine. */
function askOurs({ template, constraint, inventory }: SuitePlan): (object: JsonObject) => readonly string[] {
  const gatekeeper = new Gatekeeper();
  const [first, second, ...known] = resourcesFrom([template, constraint, ...inventory]);
  const added = (one: Resource | undefined, add: (one: Resource) => unknown): unknown => one && add(one);
  added(first, (one) => gatekeeper.addTemplate(one));
  added(second, (one) => gatekeeper.addConstraint(one));
  for (const one of known) gatekeeper.inventory.add(one);
  return (object) => {
    const review = isAdmissionReview(object) ? reviewOfAdmission(object) : reviewOfObject(object);
    if ('problem' in review) throw new Error(review.problem);
    return gatekeeper.review(review).map(({ message }) => message);
  };
}

/** As many as there are, and each message as often as it is there. */
function assertionsOf(messages: readonly string[]): JsonObject[] {
  const counted = [...Map.groupBy(messages, (message) => message)].map(([message, same]) => ({
    violations: same.length,
    message: `^${message.replace(/[^\w\s]/g, '\\$&')}$`,
  }));
  return [{ violations: messages.length }, ...counted];
}
