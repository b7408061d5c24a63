import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { checks, Judge } from '@bulwark/checks';
import { Snapshot, toResource } from '@bulwark/model';
import { formats } from '@bulwark/report';
import { Scan } from '@bulwark/scan';
import { randomFrom } from '@bulwark/testkit';
import { isList, isObject, type JsonValue, jsonText, parseText, SourceText } from '@bulwark/text';
import { stringify } from 'yaml';

type Random = (below: number) => number;

const junk: readonly JsonValue[] = [
  null,
  true,
  0,
  -1,
  9007199254740993n,
  1e308,
  '',
  'true',
  '\u001b[31m',
  '\u202e',
  '<script>',
  '=cmd',
  '{{',
  '${x}',
  'a'.repeat(5000),
  [],
  {},
  [[]],
  [null],
  { '': null },
  { __proto__: null, constructor: { prototype: { polluted: true } } },
  { toString: 1 },
  '*',
  '0x7f',
  '\ud800',
];

/** Every object of every check's cases, as the text of one file each. */
export function seedObjects(): JsonValue[] {
  const files = globSync('engines/checks/src/*/*.cases.yaml');
  return files.flatMap((file) => {
    const value = parseText(new SourceText(file, readFileSync(file, 'utf8'))).documents[0]?.value;
    return isList(value) ? value.flatMap(objectsOfCase) : [];
  });
}

function objectsOfCase(value: JsonValue): JsonValue[] {
  if (!isObject(value)) return [];
  const { pod, object, objects } = value;
  const first = pod === undefined ? [] : [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: pod }];
  return [...first, ...(object === undefined ? [] : [object]), ...(isList(objects) ? objects : [])];
}

/** A value with a few of its fields renamed, replaced by junk, nested or gone. */
function mutated(value: JsonValue, random: Random): JsonValue {
  if (random(12) === 0) return junk[random(junk.length)] ?? null;
  if (isList(value)) return value.map((item) => (random(8) === 0 ? mutated(item, random) : deeper(item, random)));
  if (!isObject(value)) return random(6) === 0 ? (junk[random(junk.length)] ?? null) : value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    if (random(25) === 0) return [];
    const name = random(30) === 0 ? key.toUpperCase() : random(60) === 0 ? '__proto__' : key;
    return [[name, random(8) === 0 ? mutated(item, random) : deeper(item, random)]];
  });
  return Object.fromEntries(entries);
}

function deeper(value: JsonValue, random: Random): JsonValue {
  return typeof value === 'object' && value !== null ? mutated(value, random) : value;
}

/** Bytes of a text cut, flipped, doubled or spliced. */
function corrupted(text: string, random: Random): string {
  const at = random(text.length + 1);
  switch (random(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return `${text.slice(0, at)}${String.fromCharCode(random(256))}${text.slice(at + 1)}`;
    case 2:
      return `${text.slice(0, at)}${text.slice(random(text.length + 1))}`;
    case 3:
      return `${text.slice(0, at)}${['&a ', '*a', '<<: ', '---\n', '\t', '{', '[', '"', '|\n', '!x '][random(10)]}${text.slice(at)}`;
    default:
      return text;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const info = {
  kind: 'files',
  name: 'fuzz',
  takenAt: '2026-01-01T00:00:00Z',
  skipped: [],
  incompleteKinds: [],
} as const;
const context = {
  colour: false,
  unicode: true,
  width: 80,
  verbose: true,
  severities: ['critical', 'high', 'medium', 'low', 'info'],
  showSuppressed: true,
  failOn: 'high',
  checks: new Map(),
} as const;

/** One case through the whole road, text to every format; throws with the seed where something crashes. */
export function fuzzCase(seed: number, objects: readonly JsonValue[]): void {
  const random = randomFrom(seed);
  const object = mutated(objects[random(objects.length)] ?? null, random);
  const text = corrupted(random(2) === 0 ? jsonText(object, random(2)) : asYaml(object), random);
  try {
    const { documents } = parseText(new SourceText('fuzz', text));
    const resources = documents.flatMap((document) => {
      const place = { ...document, document: document.value, base: '' };
      return toResource(document.value, { place, ambiguous: document.ambiguous }) ?? [];
    });
    const snapshot = Snapshot.of(resources, info);
    const options = { checks, kubeMinor: 37, at: 0, toolVersion: '0', digest };
    const [failure] = new Judge(snapshot, options).failures();
    if (failure) throw new Error(`check ${failure.check.id} crashed`, { cause: failure.error });
    const report = new Scan(snapshot, options).report();
    const format = formats[seed % formats.length];
    for (const chunk of format?.write(report, context) ?? [])
      if (chunk.includes('\u001b')) throw new Error(`${format?.name} lets ESC through`);
    if (({} as Record<string, unknown>)['polluted'] !== undefined) throw new Error('Object.prototype was changed');
  } catch (cause) {
    throw new Error(`fuzz case with seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

function asYaml(value: JsonValue): string {
  try {
    return stringify(value, { aliasDuplicateObjects: false });
  } catch {
    return jsonText(value);
  }
}
