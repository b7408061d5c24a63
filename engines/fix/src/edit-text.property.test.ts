import { applyEdits, type Edit } from '@bulwark/checks';
import {
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  parseYaml,
  pointer,
  SourceText,
} from '@bulwark/text';
import fc, { type GeneratorValue } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editText } from './edit-text.ts';

/** Draws numbers below a bound, and picks from lists. */
class Dice {
  readonly #draw: GeneratorValue;
  count = 0;
  constructor(draw: GeneratorValue) {
    this.#draw = draw;
  }
  below(bound: number): number {
    return this.#draw(fc.nat, bound - 1);
  }
  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0];
  }
}

/** Values are unique, so that a test can tell where each comes from. */
function leaf(dice: Dice): JsonValue {
  const id = ++dice.count;
  const texts = [
    `v${id}`,
    `it's ${id}`,
    `${id}`,
    `a: ${id}`,
    `two\nlines ${id}`,
    `{${id}}`,
    `- ${id}`,
    `# ${id}`,
  ] as const;
  return dice.pick<JsonValue>([id, id, ...texts, 1000000007n * 1000000007n + BigInt(id)]);
}

const keys = ['a', 'name', 'b/c', 'on', 'x y', 'd~e', '1', 'spec', 'securityContext'] as const;

function value(dice: Dice, depth: number): JsonValue {
  const kind = depth > 3 ? 0 : dice.below(6);
  if (kind <= 1) return leaf(dice);
  if (kind === 2) return dice.pick<JsonValue>([null, {}, [], true]);
  return kind === 3 ? Array.from({ length: dice.below(4) }, () => value(dice, depth + 1)) : mapping(dice, depth);
}

function mapping(dice: Dice, depth: number): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (let left = 1 + dice.below(3); left > 0; left--) object[dice.pick(keys)] = value(dice, depth + 1);
  return object;
}

interface Ink {
  readonly dice: Dice;
  readonly step: number;
  readonly listStep: number;
  /** Comment numbers by pointer, for leaves that have a line of their own. */
  readonly marks: Map<string, string>;
}

function scalarText(value: JsonValue, dice: Dice): string {
  if (value === null) return dice.pick(['null', '~']);
  if (isList(value)) return '[]';
  if (isObject(value)) return '{}';
  if (typeof value !== 'string') return String(value);
  if (/^v\d+$/.test(value)) return dice.pick([value, `"${value}"`, `'${value}'`]);
  return value.includes('\n')
    ? JSON.stringify(value)
    : dice.pick([JSON.stringify(value), `'${value.replaceAll("'", "''")}'`]);
}

function keyText(key: string, dice: Dice): string {
  return /^(?:on|1)$/.test(key) ? JSON.stringify(key) : dice.pick([key, JSON.stringify(key)]);
}

function flow(value: JsonValue, dice: Dice): string {
  const gap = dice.pick(['', ' ']);
  if (isList(value)) return `[${gap}${value.map((item) => flow(item, dice)).join(dice.pick([', ', ' , ']))}${gap}]`;
  if (!isObject(value)) return scalarText(value, dice);
  const entries = Object.entries(value).map(([key, field]) => `${keyText(key, dice)}: ${flow(field, dice)}`);
  return `{${gap}${entries.join(dice.pick([', ', ', ']))}${gap}}`;
}

function isSmall(value: JsonValue): boolean {
  return !(isList(value) || isObject(value)) || Object.keys(value).length === 0;
}

/** Text behind a key or a dash, and the lines below it. */
function block(value: JsonValue, at: string, { column, ink }: { column: number; ink: Ink }): [string, ...string[]] {
  const { dice } = ink;
  const comment = (text: string): string => {
    if (dice.below(2) === 0) return text;
    const mark = `# c${++dice.count}`;
    ink.marks.set(at, mark);
    return `${text}${dice.pick([' ', '   '])}${mark}`;
  };
  if (isSmall(value)) return [comment(` ${scalarText(value, dice)}`)];
  if (dice.below(5) === 0) return [` ${flow(value, dice)}`];
  const lines = isList(value)
    ? listLines(value, at, { column: column + ink.listStep, ink })
    : mapLines(value, at, { column: column + ink.step, ink });
  return [dice.below(4) === 0 ? ' # head' : '', ...lines];
}

function noise(dice: Dice, column: number): string[] {
  const kind = dice.below(12);
  if (kind === 0) return [''];
  return kind === 1 ? [`${' '.repeat(column)}# note`] : [];
}

function mapLines(object: JsonValue, at: string, { column, ink }: { column: number; ink: Ink }): string[] {
  const pad = ' '.repeat(column);
  return Object.entries(isObject(object) ? object : {}).flatMap(([key, field]) => {
    const [first, ...rest] = block(field, pointer(at, key), { column, ink });
    return [...noise(ink.dice, column), `${pad}${keyText(key, ink.dice)}:${first}`, ...rest];
  });
}

function listLines(list: readonly JsonValue[], at: string, { column, ink }: { column: number; ink: Ink }): string[] {
  const pad = ' '.repeat(column);
  return list.flatMap((item, index) => {
    const before = noise(ink.dice, column);
    if (isObject(item) && Object.keys(item).length > 0 && ink.dice.below(4) > 0) {
      const lines = mapLines(item, `${at}/${index}`, { column: column + 2, ink });
      const first = lines.findIndex((line) => /^\s*[^\s#]/.test(line));
      return [
        ...before,
        ...lines.slice(first).map((line, row) => (row === 0 ? `${pad}- ${line.slice(column + 2)}` : line)),
      ];
    }
    const inner = { column: column + 2 - (isList(item) ? ink.listStep : ink.step), ink };
    const [first, ...rest] = block(item, `${at}/${index}`, inner);
    return [...before, `${pad}-${first}`, ...rest];
  });
}

function pointers(value: JsonValue, at = ''): string[] {
  if (isList(value)) return [at, ...value.flatMap((item, index) => pointers(item, `${at}/${index}`))];
  if (!isObject(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, field]) => pointers(field, pointer(at, key)))];
}

function randomEdits(object: JsonObject, dice: Dice): Edit[] {
  const edits: Edit[] = [];
  let state = object;
  for (let left = 1 + dice.below(3); left > 0; left--) {
    const places = pointers(state).slice(1);
    if (places.length === 0) break;
    const at = dice.pick([places[0] ?? '', ...places]);
    const deeper = pointer(at, dice.pick(['new', 'a']), ...(dice.below(2) === 0 ? ['deep'] : []));
    const edit = dice.pick<Edit>([
      { op: 'set', pointer: at, value: value(dice, 3) },
      { op: 'set', pointer: at, value: value(dice, 1) },
      { op: 'set', pointer: deeper, value: value(dice, 2) },
      { op: 'append', pointer: at, value: value(dice, 2) },
      { op: 'remove', pointer: at },
      { op: 'remove', pointer: at },
    ]);
    edits.push(edit);
    state = applyEdits(state, [edit]);
  }
  return edits;
}

/** The object with each leaf replaced by its pointer: what is left of them after the edits was not touched. */
function shadow(value: JsonValue, at = ''): JsonValue {
  if (isList(value) && value.length > 0) return value.map((item, index) => shadow(item, `${at}/${index}`));
  if (!isObject(value) || Object.keys(value).length === 0) return `@${at}`;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shadow(field, pointer(at, key))]));
}

function untouched(value: JsonValue): string[] {
  if (typeof value === 'string') return value.startsWith('@') ? [value.slice(1)] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(untouched) : [];
}

const runs = Number(process.env['EDIT_RUNS'] ?? 3000);

describe('an edit of any text', () => {
  test('YAML: means what applyEdits says and leaves all other lines alone', () => {
    let made = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const dice = new Dice(draw);
        const object = mapping(dice, 0);
        const ink: Ink = { dice, step: dice.pick([2, 4]), listStep: dice.pick([0, 2]), marks: new Map() };
        const newline = dice.pick(['\n', '\n', '\r\n']);
        const own = mapLines(object, '', { column: 0, ink }).join(newline) + dice.pick([newline, newline, '']);
        const before = dice.pick(['', `x: 1 # other${newline}---${newline}`, `# top${newline}--- # start${newline}`]);
        const text = before + own + (own.endsWith(newline) ? dice.pick(['', `---${newline}y: [2]${newline}`]) : '');
        const documents = parseYaml(new SourceText('t', text)).documents;
        const document = documents[before.startsWith('x') ? 1 : 0];
        expect(document?.value, text).toEqual(object);
        if (document === undefined) return;
        const edits = randomEdits(object, dice);
        const next = applyEdits(object, edits);
        const place = { format: 'yaml', start: document.start, end: document.end, base: '' } as const;
        const result = editText(text, place, edits);
        const story = `${text}\n=== ${JSON.stringify(edits, (_, v) => (typeof v === 'bigint' ? String(v) : v))}\n${result.text}`;
        expect(result.problems, story).toEqual([]);
        made++;
        const after = parseYaml(new SourceText('t', result.text)).documents;
        expect(
          after.map((one) => one.value),
          story,
        ).toEqual(documents.map((one) => (one === document ? next : one.value)));
        expect(result.text.startsWith(text.slice(0, document.start)), story).toBe(true);
        expect(result.text.endsWith(text.slice(document.end)), story).toBe(true);
        // Which element of a list was meant cannot always be told when one goes and another becomes something else.
        if (edits.length > 1 && edits.some(({ op, pointer }) => op === 'remove' && /\/\d+$/.test(pointer))) return;
        const lines = new Set(result.text.split(newline));
        const marked = text.split(newline).filter((line) => / # ?c\d+$/.test(line));
        const kept = new Set(
          untouched(applyEdits(shadow(object) as JsonObject, edits)).flatMap((at) => ink.marks.get(at) ?? []),
        );
        const lost = marked.filter((line) => kept.has(/# ?c\d+$/.exec(line)?.[0] ?? '') && !lines.has(line));
        // A line that a first key of an item shared with its dash moves when that key goes.
        expect(
          lost.filter((line) => !/^\s*- /.test(line) && !lines.has(line.replace(/^(\s*) {2}(\S)/, '$1- $2'))),
          story,
        ).toEqual([]);
        const again = parseYaml(new SourceText('t', result.text)).documents[documents.indexOf(document)];
        if (again)
          expect(editText(result.text, { ...place, start: again.start, end: again.end }, []).text).toBe(result.text);
      }),
      { numRuns: runs },
    );
    expect(made).toBe(runs);
  });

  test('JSON: means what applyEdits says', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const dice = new Dice(draw);
        const object = mapping(dice, 0);
        const plain = JSON.stringify(
          object,
          (_, v) => (typeof v === 'bigint' ? Number(v) : v),
          dice.pick<string | number>([0, 1, 2, 4, '\t']),
        );
        const text = dice.pick(['', ' \n']) + plain + dice.pick(['', '\n', '\n{"next": 1}\n']);
        const [document] = parseJson(new SourceText('t', text)).documents;
        const read = document?.value;
        if (!document || !isObject(read)) throw new Error('no object');
        const edits = randomEdits(read, dice);
        const result = editText(text, { format: 'json', start: document.start, end: document.end, base: '' }, edits);
        const story = `${text}\n=== ${JSON.stringify(edits, (_, v) => (typeof v === 'bigint' ? String(v) : v))}\n${result.text}`;
        expect(result.problems, story).toEqual([]);
        const after = parseJson(new SourceText('t', result.text)).documents;
        expect(after[0]?.value, story).toEqual(applyEdits(read, edits));
        expect(after.length, story).toBe(parseJson(new SourceText('t', text)).documents.length);
      }),
      { numRuns: runs },
    );
  });
});
