import { readFileSync } from 'node:fs';
import { applyEdits, type Edit } from '@bulwark/checks';
import { isObject, type JsonValue, parseJson, parseYaml, SourceText, valueAt } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { editText, type TextPlace } from './edit-text.ts';

interface Case {
  readonly title: string;
  readonly format: 'yaml' | 'json';
  readonly input: string;
  readonly output: string;
  readonly refusal: string | undefined;
  readonly edits: readonly Edit[];
  readonly document: number;
  readonly base: string;
}

/** `### title (json)`, the input, `>>> op /pointer value`, then `==>` and the output, or `==> refuse: why`. */
function readCases(text: string): Case[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((block) => {
      const title = block.slice(0, block.indexOf('\n'));
      const [given = '', wanted = ''] = block.slice(title.length + 1).split(/^==>/m);
      const commands = [...given.matchAll(/^>>> (\S+) (.*)$/gm)].map(([, op = '', rest = '']) => ({ op, rest }));
      const shape = (part: string): string => {
        const plain = part.replace(/^\n/, '').replace(/\n+$/, '\n');
        const ended = title.includes('(no newline)') ? plain.replace(/\n$/, '') : plain;
        return title.includes('(crlf)') ? ended.replaceAll('\n', '\r\n') : ended;
      };
      return {
        title,
        format: title.includes('(json)') ? 'json' : 'yaml',
        input: shape(given.replace(/^>>> .*\n/gm, '')),
        output: shape(wanted),
        refusal: /^ refuse: (.*)$/m.exec(wanted)?.[1],
        edits: commands.filter(({ op }) => ['set', 'append', 'remove'].includes(op)).map(readEdit),
        document: Number(commands.find(({ op }) => op === 'document')?.rest ?? 0),
        base: commands.find(({ op }) => op === 'base')?.rest ?? '',
      };
    });
}

function readEdit({ op, rest }: { op: string; rest: string }): Edit {
  if (op === 'remove') return { op, pointer: rest };
  const [, pointer = '', value = ''] = /^(.*?) ((?:["[{]|-?\d|true|false|null).*)$/.exec(rest) ?? [];
  const parsed = parseJson(new SourceText('value', value)).documents[0]?.value ?? null;
  return { op: op === 'set' ? 'set' : 'append', pointer, value: parsed };
}

function parse(text: string, format: 'yaml' | 'json', document: number): { value: JsonValue; place: TextPlace } {
  const { documents } = (format === 'json' ? parseJson : parseYaml)(new SourceText('test', text));
  const found = documents[document];
  if (found === undefined) throw new Error(`no document ${document} in:\n${text}`);
  return { value: found.value, place: { format, start: found.start, end: found.end, base: '' } };
}

const cases = readCases(readFileSync(new URL('edit-text.cases.txt', import.meta.url), 'utf8'));

describe('the text of an edit', () => {
  test.each(cases.map((given) => [given.title, given] as const))('%s', (_title, given) => {
    const { value, place } = parse(given.input, given.format, given.document);
    const here = { ...place, base: given.base };
    const result = editText(given.input, here, given.edits);
    if (given.refusal !== undefined) {
      expect(result.problems.map((problem) => problem.reason).join()).toContain(given.refusal);
      expect(result.text).toBe(given.input);
      return;
    }
    expect(result.problems).toEqual([]);
    expect(result.text).toBe(given.output);
    const object = valueAt(value, given.base);
    if (!isObject(object)) throw new Error('no object');
    const after = parse(result.text, given.format, given.document);
    expect(valueAt(after.value, given.base)).toEqual(applyEdits(object, given.edits));
    const isRepeatable = given.edits.every(
      ({ op, pointer }) => op === 'set' || (op === 'remove' && !/\d$/.test(pointer)),
    );
    if (isRepeatable) {
      expect(editText(result.text, { ...after.place, base: given.base }, given.edits).text).toBe(result.text);
    }
  });
});

test('a byte order mark stays', () => {
  for (const [format, text, expected] of [
    ['yaml', '\ufeffa: 1\nb: {}\n', '\ufeffa: 2\nb: {}\n'],
    ['json', '\ufeff{"a": 1}', '\ufeff{"a": 2}'],
  ] as const) {
    const { place } = parse(text, format, 0);
    expect(editText(text, place, [{ op: 'set', pointer: '/a', value: 2 }])).toEqual({ text: expected, problems: [] });
  }
});

test('text that is no object is refused, not a crash', () => {
  const refusal = (text: string, format: 'yaml' | 'json'): string | undefined =>
    editText(text, { format, start: 0, end: text.length, base: '' }, [{ op: 'set', pointer: '/a', value: 2 }])
      .problems[0]?.reason;
  expect(['', '[1]', 'a: [', '"x', '\u0000', 'a: b: c', '- a', '{'].map((text) => refusal(text, 'yaml'))).not.toContain(
    undefined,
  );
  expect(['', '[1]', '{"a": ', '{"a"', '"x', '{', 'x'].map((text) => refusal(text, 'json'))).not.toContain(undefined);
});
