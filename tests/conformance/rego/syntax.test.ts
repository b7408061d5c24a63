import { spawnSync } from 'node:child_process';
import { formatModule, parseModule } from '@bulwark/rego';
import { isList, isObject, type JsonObject, jsonText, parseJson, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { breakText } from './generate/break-text.ts';
import { Random } from './generate/random.ts';
import { readKnownGaps } from './known-gaps.ts';
import { evaluationCases, modulesOf, suiteIsThere } from './opa-cases.ts';
import { buildOracle } from './oracle/build-oracle.ts';

const oracle = suiteIsThere ? buildOracle() : { missing: "OPA's cases (../shared/suites/opa-rego) are not there" };
if ('missing' in oracle) process.stderr.write(`SKIPPED rego-syntax: ${oracle.missing}\n`);

/** Texts of modules that are known to be laid out otherwise, from known-gaps.yaml. */
const gaps = [...readKnownGaps().keys()].filter((name) => name.startsWith('format: ')).map((name) => name.slice(8));

describe.skipIf('missing' in oracle)('modules are read and laid out as OPA does', () => {
  test('those of the suite', () => {
    const texts = textsOfSuite();
    const wrong = differences(texts);
    process.stdout.write(`score: rego-format ${texts.length - wrong.length}/${texts.length}\n`);
    expect(wrong.filter((one) => !gaps.some((gap) => one.includes(gap)))).toEqual([]);
    const closed = gaps.filter((gap) => !wrong.some((one) => one.includes(gap)));
    expect(closed, 'known gaps that are none any more').toEqual([]);
  });

  test('broken ones: the same first error at the same place', () => {
    const random = new Random(1);
    const suite = textsOfSuite().filter(({ text }) => text.length < 1500);
    const texts = Array.from({ length: 2000 }, () => {
      const { text, version } = random.pick(suite);
      const breaks = random.several(1, 3, (at) => at);
      return { text: breaks.reduce((broken) => breakText(random, broken), text), version };
    });
    const wrong = differences(texts);
    process.stdout.write(`score: rego-syntax ${texts.length - wrong.length}/${texts.length}\n`);
    expect(wrong).toEqual([]);
  });
});

interface Text {
  readonly text: string;
  readonly version: 'v0' | 'v1';
}

function textsOfSuite(): Text[] {
  return evaluationCases().flatMap((each) => modulesOf(each).map((text) => ({ text, version: each.version })));
}

function differences(texts: readonly Text[]): string[] {
  const readings = readingsOf(texts);
  return texts.flatMap((text, index) => {
    const [theirs, ours] = [readingText(readings[index] ?? {}), ourReading(text)];
    return theirs === ours ? [] : [`${JSON.stringify(text.text)}\nOPA:  ${theirs}\nours: ${ours}`];
  });
}

function readingsOf(texts: readonly Text[]): JsonObject[] {
  const lines = texts.map(({ text, version }) => jsonText({ modules: [text], query: 'true', v0: version === 'v0' }, 0));
  const binary = 'binary' in oracle ? oracle.binary : '';
  const run = spawnSync(binary, ['read'], { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`the oracle ended with ${run.status}: ${run.stderr.slice(0, 2000)}`);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { value } = parseJson(new SourceText('reading', line)).documents[0] ?? {};
      const readings = isObject(value) ? value['readings'] : undefined;
      const [reading] = isList(readings) ? readings : [];
      if (!isObject(reading)) throw new Error(`the oracle answered ${line.slice(0, 200)}`);
      return reading;
    });
}

function readingText({ error, format }: JsonObject): string {
  return isObject(error) ? `${error['row']}:${error['col']} ${error['message']}` : String(format);
}

function ourReading({ text, version }: Text): string {
  const { errors } = parseModule(text, { version });
  const formatted = errors.length > 0 ? { text: undefined, errors } : formatModule(text, { version });
  const [error] = formatted.errors;
  return formatted.text ?? `${error?.location?.row ?? 0}:${error?.location?.col ?? 0} ${error?.message}`;
}
