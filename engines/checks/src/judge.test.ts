import { globSync, readFileSync } from 'node:fs';
import { type Resource, resourceKey, Snapshot, toResource } from '@bulwark/model';
import { parseCheckCases, randomFrom, snapshotOf } from '@bulwark/testkit';
import type { JsonObject } from '@bulwark/text';
import { expect, test } from 'vitest';
import { ApplicableChecks } from './applicable-checks.ts';
import { type Check, defineCheck } from './define-check.ts';
import { checks } from './index.gen.ts';
import { Judge, type JudgeOptions } from './judge.ts';
import type { Lookup } from './lookup.ts';

const options: JudgeOptions = { checks, kubeMinor: 37, at: Date.parse('2026-01-01T00:00:00Z') };

/** Every object of every check's cases: whatever a check can look at is among them. */
const pool: readonly JsonObject[] = globSync('*/*.cases.yaml', { cwd: import.meta.dirname }).flatMap((file) =>
  parseCheckCases(file, readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).flatMap((given) => given.objects),
);

function verdicts(judge: Judge): string[] {
  return [...judge.judgements()]
    .map(({ check, resource, problem }) =>
      [check.id, resourceKey(resource), problem.pointer, problem.message].join(' '),
    )
    .sort();
}

function moved(object: JsonObject, random: (below: number) => number): Resource | undefined {
  const metadata = object['metadata'] as JsonObject | undefined;
  const renamed = random(3) === 0 ? { ...metadata, name: `n${random(4)}` } : metadata;
  return toResource({
    ...object,
    metadata: random(3) === 0 ? { ...renamed, namespace: `ns${random(2)}` } : (renamed ?? {}),
  });
}

test('10,000 random edits, each judged incrementally as in full', () => {
  const random = randomFrom(20_260_101);
  let judge = new Judge(snapshotOf([]), { ...options, incremental: true });
  for (let edit = 0; edit < 10_000; edit++) {
    const known = [...judge.snapshot.resources()];
    const victim = known[random(known.length || 1)];
    const object = pool[random(pool.length)];
    const added = object && moved(object, random);
    const removes = victim !== undefined && (known.length > 24 || random(3) === 0);
    judge.change(!removes && added ? [added] : [], removes ? [victim] : []);
    expect(verdicts(judge), `after edit ${edit}`).toEqual(verdicts(new Judge(judge.snapshot, options)));
    if (edit % 500 === 499)
      judge = new Judge(Snapshot.of(judge.snapshot.resources(), judge.snapshot.info), {
        ...options,
        incremental: true,
      });
  }
}, 300_000);

test('only what depends on a change is judged again', () => {
  const seen: string[] = [];
  const spy = defineCheck({
    id: 'test-spy',
    version: 1,
    title: '',
    severity: 'info',
    why: '',
    attack: '',
    remedy: '',
    references: [],
    techniques: [],
    repair: { kind: 'none', reason: '' },
    appliesTo: ['Service'],
    find: (resource, { lookup }) => {
      seen.push(resource.name);
      lookup.get('ConfigMap', resource.namespace, resource.name);
      return [];
    },
  });
  const service = (name: string) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'a' } });
  const judge = new Judge(snapshotOf([service('one'), service('two')]), {
    ...options,
    checks: [spy],
    incremental: true,
  });
  seen.length = 0;
  const config = toResource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'two', namespace: 'a' } });
  judge.change(config ? [config] : []);
  expect(seen).toEqual(['two']);
});

test('a check that crashes is an error of that check on that object, and the rest goes on', () => {
  const broken = defineCheck({
    id: 'test-broken',
    version: 1,
    title: '',
    severity: 'info',
    why: '',
    attack: '',
    remedy: '',
    references: [],
    techniques: [],
    repair: { kind: 'none', reason: '' },
    appliesTo: 'workload',
    find: () => {
      throw new Error('broken');
    },
  });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', securityContext: { privileged: true } }] },
  };
  const judge = new Judge(snapshotOf([pod]), { ...options, checks: [broken, ...checks] });
  expect([...judge.failures()].map(({ check }) => check.id)).toEqual(['test-broken']);
  expect([...judge.judgements()].some(({ check }) => check.id === 'pod-privileged')).toBe(true);
});

test('a check that the fields of a pod rule out would have found nothing', () => {
  const filtered = checks.filter((check) => check.appliesTo === 'workload' && (check.onlyWith ?? check.mentions));
  const wrong: string[] = [];
  for (const object of pool) {
    const resource = toResource(object);
    if (resource === undefined || resource.templates.length === 0) continue;
    // A lookup of its own: what is derived goes by an object's name, and cases share names.
    const { lookup } = new Judge(snapshotOf([object]), { ...options, checks: [] });
    for (const check of filtered)
      if (findsWhatIsRuledOut(check, resource, lookup)) wrong.push(`${check.id} on ${resource.name}`);
  }
  expect(wrong).toEqual([]);
});

function findsWhatIsRuledOut(check: Check, resource: Resource, lookup: Lookup): boolean {
  if (check.appliesTo !== 'workload') return false;
  const parameters = Object.fromEntries(
    Object.entries(check.parameters ?? {}).map(([name, one]) => [name, one.default]),
  );
  const applicable = new ApplicableChecks([{ check }]);
  return resource.templates.some(
    (template) =>
      applicable.of(template).length === 0 &&
      check.find(template, resource, { lookup, kubeMinor: 37, at: options.at, parameters }).length > 0,
  );
}
