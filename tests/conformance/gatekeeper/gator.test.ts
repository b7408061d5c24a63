import { readFileSync } from 'node:fs';
import { isList, isObject, type JsonObject, parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { compareSeeds } from './differential.ts';
import { buildGator } from './oracle/build-gator.ts';
import { gatorExpand, gatorTest } from './run-gator.ts';
import { ourExpand, ourTest } from './run-ours.ts';

const oracle = buildGator();
if ('missing' in oracle) process.stderr.write(`SKIPPED gator: ${oracle.missing}\n`);
const gator = 'binary' in oracle ? oracle.binary : '';

/** Cases of the short form; `npm run test:long -- gator` takes more. */
const cases = 160;

describe.skipIf('missing' in oracle)('gator', () => {
  test('finds, mutates, expands, refuses and verifies the same', { timeout: 300_000 }, () => {
    const { compared, classes, differences } = compareSeeds(gator, 1, cases);
    process.stdout.write(`score: gator ${compared - differences.length}/${compared}\n`);
    expect(differences).toEqual([]);
    for (const group of [
      'judge: found',
      'mutate: found',
      'expand: found',
      'refuse: refused',
      'refuse: taken',
      'verify: found',
      'suite: found',
    ])
      expect(classes[group] ?? 0, group).toBeGreaterThan(cases / 25);
  });

  test.each(gaps())('is known to differ: $reason', ({ command, objects }) => {
    const theirs = command === 'test' ? gatorTest(gator, objects) : gatorExpand(gator, objects);
    const ours = command === 'test' ? ourTest(objects) : ourExpand(objects);
    expect(ours).not.toEqual(theirs);
  });
});

interface Gap {
  readonly reason: string;
  readonly command: 'test' | 'expand';
  readonly objects: readonly JsonObject[];
}

function gaps(): Gap[] {
  const text = readFileSync(new URL('known-gaps.yaml', import.meta.url), 'utf8');
  const list = parseYaml(new SourceText('known-gaps.yaml', text)).documents[0]?.value;
  return (isList(list) ? list.filter(isObject) : []).map(({ reason, command, objects }) => ({
    reason: String(reason),
    command: command === 'test' ? 'test' : 'expand',
    objects: isList(objects) ? objects.filter(isObject) : [],
  }));
}
