import { type EntryText, type ItemText, Refusal, type TextNode } from './text-tree.ts';

interface Reader {
  readonly text: string;
  at: number;
}

/** The tree of the JSON value that begins at an offset. The text was parsed before: a scan over its tokens is enough. */
export function readJsonTree(text: string, start: number): TextNode {
  return readValue({ text, at: start });
}

function readValue(reader: Reader): TextNode {
  const from = reader.at;
  skipSpace(reader);
  const start = reader.at;
  switch (reader.text.charAt(start)) {
    case '{': {
      const entries = readParts(reader, '}', readEntry);
      return { kind: 'map', style: 'flow', entries, from, start, end: reader.at };
    }
    case '[': {
      const items = readParts(reader, ']', readItem);
      return { kind: 'list', style: 'flow', items, from, start, end: reader.at };
    }
    case '"':
      skipString(reader);
      return { kind: 'scalar', style: 'double', from, start, end: reader.at };
    default:
      while (/[\w.+-]/.test(reader.text.charAt(reader.at))) reader.at++;
      if (reader.at === start) throw new Refusal('', 'there is no JSON value here');
      return { kind: 'scalar', style: 'plain', from, start, end: reader.at };
  }
}

function readParts<T>(reader: Reader, close: string, readPart: (reader: Reader) => T): T[] {
  const parts: T[] = [];
  reader.at++;
  for (;;) {
    skipSpace(reader);
    const next = reader.text.charAt(reader.at);
    if (next === '') throw new Refusal('', 'the JSON ends in the middle');
    if (next === close) break;
    if (next === ',') reader.at++;
    else parts.push(readPart(reader));
  }
  reader.at++;
  return parts;
}

function readItem(reader: Reader): ItemText {
  return { start: reader.at, value: readValue(reader) };
}

function readEntry(reader: Reader): EntryText {
  const start = reader.at;
  skipString(reader);
  const keyEnd = reader.at;
  const key = String(JSON.parse(reader.text.slice(start, keyEnd)));
  skipSpace(reader);
  if (reader.text.charAt(reader.at) !== ':') throw new Refusal('', 'a key of the JSON has no colon');
  reader.at++;
  return { key, isMerge: false, isOdd: false, isQuoted: true, start, keyEnd, value: readValue(reader) };
}

function skipString(reader: Reader): void {
  const { text } = reader;
  for (reader.at++; text.charAt(reader.at) !== '"'; reader.at++) {
    if (reader.at >= text.length) throw new Refusal('', 'a string of the JSON is not closed');
    if (text.charCodeAt(reader.at) === 92) reader.at++;
  }
  reader.at++;
}

function skipSpace(reader: Reader): void {
  while (/[ \t\r\n]/.test(reader.text.charAt(reader.at))) reader.at++;
}
