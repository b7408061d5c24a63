import { isList, isObject, type JsonObject, type JsonValue, parseJson, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { Workspace } from '../../e2e/workspace.ts';
import { Random } from '../rego/generate/random.ts';
import { worldObjects } from './generate/objects.ts';
import { constraintOf, templates } from './generate/policies.ts';
import { buildGator } from './oracle/build-gator.ts';
import { gatorTest } from './run-gator.ts';

const oracle = buildGator();
if ('missing' in oracle) process.stderr.write(`SKIPPED gator-apply: ${oracle.missing}\n`);
const gator = 'binary' in oracle ? oracle.binary : '';

interface World {
  readonly policies: readonly JsonObject[];
  readonly objects: readonly JsonObject[];
}

const worlds: readonly World[] = Array.from({ length: 40 }, (_, at) => {
  const random = new Random(10_000 + at);
  const policies = [...templates(random), ...random.several(4, 8, (index) => constraintOf(random, index))];
  return { policies, objects: worldObjects(random, 'namespaced') };
});

describe.skipIf('missing' in oracle)('policy apply', () => {
  test('finds for each constraint the objects that gator test finds', { timeout: 120_000 }, () => {
    const files = worlds.flatMap(({ policies, objects }, at) => [
      [`policies-${at}/p.yaml`, documents(policies)],
      [`objects-${at}/o.yaml`, documents(objects)],
    ]);
    const workspace = new Workspace(Object.fromEntries(files));
    const runs = workspace.runAll(
      worlds.map((_, at) => {
        const paths = ['--policy', `policies-${at}`, '-f', `objects-${at}`];
        return ['policy', 'apply', ...paths, '-o', 'json', '--fail-on', 'none'];
      }),
    );
    workspace.remove();
    const pairs = worlds.map((world) => foundByGator(world));
    const differing = worlds.filter(
      (_, at) => pairs[at]?.join('\n') !== foundByOurs(runs[at]?.stdout ?? '').join('\n'),
    );
    process.stdout.write(`score: gator-apply ${worlds.length - differing.length}/${worlds.length}\n`);
    expect(differing).toEqual([]);
    expect(pairs.flat().length).toBeGreaterThan(worlds.length);
  });
});

function documents(objects: readonly JsonObject[]): string {
  return objects.map((one) => JSON.stringify(one)).join('\n---\n');
}

/** Each constraint with each object that breaks it. What cannot be matched is a gap of the coverage here. */
function foundByGator({ policies, objects }: World): string[] {
  const outcome = gatorTest(gator, [...policies, ...objects]);
  if ('refused' in outcome) throw new Error(outcome.refused);
  const pairs = outcome.found.map(jsonOf).flatMap((one) => {
    const [constraint, object, message] = isList(one) ? one.map(String) : [];
    const isJudged = !object?.includes('.gatekeeper.sh/') && !message?.startsWith('unable to match constraints');
    return isJudged ? [`${constraint} ${object?.trim().replace(/ +/g, ' ')}`] : [];
  });
  return [...new Set(pairs)].sort();
}

function foundByOurs(report: string): string[] {
  const findings = valueAt(jsonOf(report), '/findings');
  const pairs = (isList(findings) ? findings.filter(isObject) : []).map((finding) => {
    const parts = ['apiVersion', 'kind', 'namespace', 'name'].map(
      (name) => valueAt(finding, `/resource/${name}`) ?? '',
    );
    return `${String(finding['checkId']).replace('gatekeeper:', '')} ${parts.filter((part) => part !== '').join(' ')}`;
  });
  return [...new Set(pairs)].sort();
}

function jsonOf(text: string): JsonValue {
  return parseJson(new SourceText('found', text)).documents[0]?.value ?? null;
}
