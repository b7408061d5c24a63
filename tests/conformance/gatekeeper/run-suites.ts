import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedInput, parseText, SourceText } from '@bulwark/text';
import { readSuite, runSuite, suiteFilter } from '../../../engines/gatekeeper/src/index.ts';
import type { SuiteWorld } from './generate/suite-files.ts';
import type { Outcome } from './run-gator.ts';
import { resourcesFrom } from './run-ours.ts';

/** How the tests and cases of a suite end: for `gator verify`, and for this engine. */
export function suiteOutcomes(binary: string, { files, run }: SuiteWorld): { theirs: Outcome; ours: Outcome } {
  const folder = mkdtempSync(join(tmpdir(), 'gator-'));
  try {
    for (const [name, objects] of Object.entries(files))
      writeFileSync(join(folder, name), objects.map((one) => JSON.stringify(one)).join('\n---\n'));
    const path = join(folder, 'suite.yaml');
    return {
      theirs: gatorVerify([binary, 'verify', path, '-v', ...(run === undefined ? [] : ['--run', run])]),
      ours: ourVerify(path, { files, run }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function gatorVerify([binary = '', ...args]: readonly string[]): Outcome {
  const { stdout } = spawnSync(binary, args, { encoding: 'utf8' });
  let test = '';
  const found: string[] = [];
  for (const [, indent, word, name = ''] of stdout.matchAll(/^( *)(?:=== |--- )(RUN|SKIP|PASS|FAIL):? +(\S+)/gm)) {
    if (indent === '' && word !== 'PASS' && word !== 'FAIL') test = name;
    if (word !== 'RUN') found.push(`${indent === '' ? name : `${test} ${name}`} ${word?.toLowerCase()}`);
  }
  return { found: found.sort() };
}

function ourVerify(path: string, { files, run }: SuiteWorld): Outcome {
  const filter = suiteFilter(run ?? '');
  const [suiteObject] = resourcesFrom(files['suite.yaml'] ?? []);
  if ('problem' in filter || suiteObject === undefined) return { refused: path };
  const { suite } = readSuite(suiteObject, path);
  const { tests } = runSuite(suite, { read, filter });
  return {
    found: tests
      .flatMap(({ name, outcome, cases }) => [
        `${name} ${outcome}`,
        ...cases.map((one) => `${name} ${one.name} ${one.outcome}`),
      ])
      .sort(),
  };
}

function read(path: string): ParsedInput | undefined {
  return existsSync(path) ? parseText(new SourceText(path, readFileSync(path, 'utf8'))) : undefined;
}
