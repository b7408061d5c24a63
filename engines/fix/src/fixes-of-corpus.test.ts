import { existsSync, globSync, readFileSync } from 'node:fs';
import { checks, type Judgement } from '@bulwark/checks';
import { resourceKey } from '@bulwark/model';
import { SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { worldOf } from '../test/fix-world.ts';
import { planFixes } from './plan-fixes.ts';

const corpus = '../shared/corpus';
const folders = existsSync(corpus) ? globSync(`${corpus}/*/`).filter((path) => !path.endsWith('.md')) : [];

describe('fixes of real installs', () => {
  test.skipIf(folders.length === 0)(`${folders.length === 0 ? `SKIPPED: ${corpus} is not there` : corpus}`, () => {
    expect(folders.length).toBeGreaterThan(0);
  });

  test.each(folders)('%s: what is fixed is gone, and a second run does nothing', (folder) => {
    const paths = globSync(`${folder}/**/*.{yaml,yml,json}`).filter((path) => !path.includes('/templates/'));
    const sources = paths.map((path) => new SourceText(path, readFileSync(path, 'utf8')));
    const using = checks.filter(({ scope }) => scope !== 'cluster');
    const world = worldOf(sources, using);
    const plan = planFixes([...world.judge.judgements()], world);
    const texts = new Map(plan.files.map((file) => [file.source.name, file.text]));
    const after = sources.map((source) => new SourceText(source.name, texts.get(source.name) ?? source.text));
    const again = worldOf(after, using);
    const left = [...again.judge.judgements()];
    const name = (judgement: Judgement): string =>
      `${judgement.check.id} ${resourceKey(judgement.resource)} ${judgement.problem.pointer}`;
    expect(left.map(name).sort(), 'files and objects went the same way').toEqual(
      [...world.judge.judgements()].map(name).sort(),
    );
    const second = planFixes(left, again);
    expect(second.files.map((file) => file.source.name)).toEqual([]);
    expect(plan.fixes.every(({ fix }) => fix.proof.every(({ result }) => result === 'ok'))).toBe(true);
  });
});
