import { getScalarValue } from 'js-yaml';
import { type Event, eventOffset } from './compose-yaml.ts';
import type { ParsedDocument } from './document.ts';
import { isList, isObject, type JsonValue } from './json.ts';
import { defaultLimits } from './limits.ts';
import type { OffsetTape } from './offset-tape.ts';
import { documentsOf } from './parse-yaml.ts';
import { tokensOf, unescapeToken } from './pointer.ts';
import type { Position } from './source-text.ts';
import { plainScalar } from './yaml-scalar.ts';

/** Where one object stands in a text: the stretch of its document and its pointer inside that. */
export type Place = Pick<ParsedDocument, 'source' | 'format' | 'start' | 'end' | 'offsets'> & {
  /** The value of the document, for the quick way by `offsets`. */
  readonly document?: JsonValue;
  /** Pointer of the object inside the document: `/items/3` in a YAML List, else empty. */
  readonly base: string;
};

/** A node of a document with offsets; the key's offset stands for a mapping's entry. */
interface Node {
  readonly offset: number;
  readonly children?: ReadonlyMap<string, Node>;
}

/**
 * The line and column (1-based) of what a pointer names: the key in a mapping, the element in a list. Where the
 * field is missing, that of its nearest parent. The document is read again, so nothing is kept until somebody asks.
 */
export function locator(place: Place): (pointer: string) => Position {
  const offsetOf = offsetLocator(place);
  return (pointer) => place.source.position(offsetOf(pointer));
}

/** As `locator`, but the offset in the source's text (UTF-16 units): `source.position` makes line and column of it. */
export function offsetLocator(place: Place): (pointer: string) => number {
  const { offsets, document } = place;
  if (offsets && document !== undefined) {
    return tapeLocator(place, { ...offsets, value: document });
  }
  const root = place.format === 'yaml' ? yamlTree(place) : jsonTree(place);
  return (pointer) => {
    let node = root;
    for (const token of [...tokensOf(place.base), ...tokensOf(pointer)]) {
      const child = node.children?.get(token);
      if (child === undefined) break;
      node = child;
    }
    return node.offset;
  };
}

interface Taped {
  readonly tape: OffsetTape;
  readonly from: number;
  readonly value: JsonValue;
}

/** How far a walk along a pointer has come: where that node stands, and on the tape what lies in it. */
interface Walk {
  readonly offset: number;
  readonly index: number;
  readonly value: JsonValue | undefined;
}

/** Walks the value along a pointer; the parents it came through are kept, since the next pointer shares most. */
function tapeLocator(place: Place, { tape, from, value }: Taped): (pointer: string) => number {
  // Before the first step: where the object starts, past its document's marker and comments.
  const start = { offset: place.format === 'json' ? place.start : tape.offsetAt(from), index: from, value };
  const base = tokensOf(place.base).reduce((walk: Walk, token) => stepTo(tape, walk, token), start);
  const known = new Map<string, Walk>([['', base]]);
  const walkTo = (pointer: string): Walk => {
    const walked = known.get(pointer);
    if (walked !== undefined) return walked;
    const slash = pointer.lastIndexOf('/');
    const walk = stepTo(tape, walkTo(pointer.slice(0, slash)), unescapeToken(pointer.slice(slash + 1)));
    known.set(pointer, walk);
    return walk;
  };
  let lastParent = '';
  let parent = base;
  return (pointer) => {
    const slash = pointer.lastIndexOf('/');
    if (slash === -1) return base.offset;
    if (slash !== lastParent.length || !pointer.startsWith(lastParent)) {
      lastParent = pointer.slice(0, slash);
      parent = walkTo(lastParent);
    }
    return offsetOfStep(tape, parent, unescapeToken(pointer.slice(slash + 1)));
  };
}

/** Stays at the nearest parent where the token names nothing. */
function stepTo(tape: OffsetTape, from: Walk, token: string): Walk {
  const index = indexOfStep(tape, from, token);
  if (index === -1) return { offset: from.offset, index: from.index, value: undefined };
  const { value } = from;
  const child = isList(value) ? value[Number(token)] : isObject(value) ? value[token] : undefined;
  return { offset: tape.offsetAt(index), index: index + 1, value: child };
}

function offsetOfStep(tape: OffsetTape, from: Walk, token: string): number {
  const index = indexOfStep(tape, from, token);
  return index === -1 ? from.offset : tape.offsetAt(index);
}

/** Where on the tape the child of that name stands; -1 where there is none. */
function indexOfStep(tape: OffsetTape, { index: from, value }: Walk, token: string): number {
  let index = from;
  if (isList(value)) {
    const wanted = Number(token);
    if (!(wanted < value.length)) return -1;
    for (let at = 0; at < wanted; at++) index = tape.after(index);
    return index;
  }
  if (!isObject(value) || !Object.hasOwn(value, token)) return -1;
  for (const key in value) {
    if (key === token) return index;
    index = tape.after(index);
  }
  return -1;
}

interface YamlReader {
  readonly events: readonly Event[];
  readonly text: string;
  readonly start: number;
  readonly anchors: Map<string, Node>;
  at: number;
}

function yamlTree(place: Place): Node {
  const text = place.source.text.slice(place.start, place.end);
  for (const events of documentsOf(text, defaultLimits)) {
    const reader: YamlReader = { events, text, start: place.start, anchors: new Map(), at: 1 };
    return readYaml(reader);
  }
  return { offset: place.start };
}

function readYaml(reader: YamlReader, keyOffset?: number): Node {
  const event = reader.events[reader.at++];
  const offset = keyOffset ?? reader.start + eventOffset(event);
  if (event === undefined || event.type === 1 || event.type === 6) return { offset };
  if (event.type === 5) {
    const anchor = reader.anchors.get(reader.text.slice(event.anchorStart, event.anchorEnd));
    return anchor?.children ? { offset, children: anchor.children } : { offset };
  }
  const node: Node = event.type === 4 ? { offset } : { offset, children: childrenOf(reader, event.type) };
  if (event.anchorStart !== -1) reader.anchors.set(reader.text.slice(event.anchorStart, event.anchorEnd), node);
  return node;
}

function childrenOf(reader: YamlReader, type: 2 | 3): Map<string, Node> {
  const children = new Map<string, Node>();
  for (let index = 0; ; index++) {
    const event = reader.events[reader.at];
    if (event === undefined || event.type === 6) break;
    if (type === 2) {
      children.set(String(index), readYaml(reader));
      continue;
    }
    const key = keyOf(reader, event);
    const keyOffset = reader.start + eventOffset(event);
    readYaml(reader);
    const value = readYaml(reader, keyOffset);
    if (key !== '<<') children.set(key, value);
    else for (const [name, node] of value.children ?? []) if (!children.has(name)) children.set(name, node);
  }
  reader.at++;
  return children;
}

function keyOf(reader: YamlReader, event: Event): string {
  if (event.type !== 4) return '';
  const text = getScalarValue(reader.text, event);
  return event.style === 1 && text !== '<<' ? String(plainScalar(text)) : text;
}

/** The text was parsed before, so it is well formed: a scan over brackets and strings is enough. */
function jsonTree(place: Place): Node {
  const scanner = { text: place.source.text, at: place.start };
  return readJson(scanner);
}

interface Scanner {
  readonly text: string;
  at: number;
}

function readJson(scanner: Scanner, keyOffset?: number): Node {
  skipTo(scanner, /[^\s,:]/g);
  const offset = keyOffset ?? scanner.at;
  const first = scanner.text.charAt(scanner.at);
  if (first === '{' || first === '[') return { offset, children: jsonChildren(scanner, first) };
  if (first === '"') readString(scanner);
  else skipTo(scanner, /[\s,\]}]/g);
  return { offset };
}

function jsonChildren(scanner: Scanner, open: '{' | '['): Map<string, Node> {
  const children = new Map<string, Node>();
  scanner.at++;
  for (let index = 0; ; index++) {
    skipTo(scanner, /[^\s,:]/g);
    const next = scanner.text.charAt(scanner.at);
    if (next === '}' || next === ']' || next === '') break;
    if (open === '[') {
      children.set(String(index), readJson(scanner));
      continue;
    }
    const keyOffset = scanner.at;
    const key = readString(scanner);
    children.set(key, readJson(scanner, keyOffset));
  }
  scanner.at++;
  return children;
}

function readString(scanner: Scanner): string {
  const start = scanner.at;
  const text = scanner.text;
  let at = start + 1;
  let escaped = false;
  for (; at < text.length && text.charCodeAt(at) !== 34; at++) {
    if (text.charCodeAt(at) === 92) {
      escaped = true;
      at++;
    }
  }
  scanner.at = at + 1;
  return escaped ? String(JSON.parse(text.slice(start, at + 1))) : text.slice(start + 1, at);
}

function skipTo(scanner: Scanner, pattern: RegExp): void {
  pattern.lastIndex = scanner.at;
  const match = pattern.exec(scanner.text);
  scanner.at = match ? match.index : scanner.text.length;
}
