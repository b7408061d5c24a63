import { checks, type Judgement, selectChecks } from '@bulwark/checks';
import { type Resource, toResource } from '@bulwark/model';
import { parseYaml, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { type FixtureFolder, readFixtures, whatIsMissing } from './fixtures.ts';
import { judgePods, repaired } from './judge-pods.ts';
import { upstreamChecks } from './upstream-checks.ts';

const missing = whatIsMissing();
if (missing) process.stderr.write(`SKIPPED pss: ${missing}\n`);

const folders = missing ? [] : readFixtures();
const controls = selectChecks(checks, { include: ['pss:restricted'] }).checks;

test.skipIf(missing)('every fixture has the verdict of its folder, and the denial names its check', () => {
  const wrong = folders.flatMap(wrongVerdicts);
  const total = folders.reduce((sum, { fixtures }) => sum + fixtures.length, 0);
  process.stdout.write(`pss: ${total - wrong.length}/${total}\n`);
  expect(wrong).toEqual([]);
  expect(total).toBeGreaterThan(3000);
});

test.skipIf(missing)('every upstream check has fixtures, and every check of ours a name upstream', () => {
  const named = folders.flatMap(({ fixtures }) => fixtures.map(({ name }) => checkName(name)));
  expect(new Set(named)).toEqual(new Set([...Object.keys(upstreamChecks), 'base', 'base_windows']));
  expect(new Set(Object.values(upstreamChecks).flat())).toEqual(new Set(controls.map(({ id }) => id)));
});

test.skipIf(missing)('no element is reported twice', () => {
  const twice = folders.flatMap((folder) => {
    const places = judge(folder).map(({ resource, problem }) => `${folder.minor} ${resource.name} ${problem.pointer}`);
    return places.filter((place, index) => places.indexOf(place) !== index);
  });
  expect(twice).toEqual([]);
});

test.skipIf(missing)('repairs turn a denied fixture into an allowed one, but for volumes', () => {
  const newest = Math.max(...folders.map(({ minor }) => minor));
  const denied = folders.filter((folder) => folder.expect === 'fail' && folder.minor === newest);
  const stillDenied = denied.flatMap((folder) => {
    const pods = resourcesOf(folder).map((resource) => repaired(resource, folder));
    return judgePods(pods, folder).map(({ check }) => check.id);
  });
  expect(new Set(stillDenied)).toEqual(new Set(['pod-host-path-volumes', 'pod-restricted-volumes']));
});

function wrongVerdicts(folder: FixtureFolder): string[] {
  const judgements = judge(folder);
  const failed = new Map<string, Set<string>>();
  for (const { resource, check } of judgements) {
    failed.set(resource.name, (failed.get(resource.name) ?? new Set()).add(check.id));
  }
  return folder.fixtures.flatMap(({ name }) => {
    const ids = failed.get(name) ?? new Set();
    const wanted = upstreamChecks[checkName(name)] ?? [];
    const right = folder.expect === 'pass' ? ids.size === 0 : wanted.some((id) => ids.has(id));
    const place = `${folder.level}/v1.${folder.minor}/${folder.expect}/${name}`;
    return right ? [] : [`${place}: ${[...ids].join(', ') || 'allowed'}`];
  });
}

/** `capabilities_baseline0` is a fixture of capabilities_baseline. */
function checkName(fixture: string): string {
  return fixture.replace(/\d+$/, '');
}

function judge(folder: FixtureFolder): readonly Judgement[] {
  return judgePods(resourcesOf(folder), folder);
}

function resourcesOf({ fixtures }: FixtureFolder): readonly Resource[] {
  return fixtures.map(({ name, yaml }) => {
    const { documents, diagnostics } = parseYaml(new SourceText(`${name}.yaml`, yaml));
    const resource = toResource(documents[0]?.value ?? null);
    if (resource === undefined || diagnostics.length > 0) throw new Error(`${name}: ${diagnostics[0]?.message}`);
    return resource;
  });
}
