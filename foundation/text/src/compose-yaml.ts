import { getScalarValue, type parseEvents } from 'js-yaml';
import { type Chunk, limitReached, type ScalarReader } from './chunk.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ParsedDocument } from './document.ts';
import { ExactDecimal, isList, isObject, type JsonValue, setKey } from './json.ts';
import { type Limits, mostDuplicates } from './limits.ts';
import type { OffsetTape } from './offset-tape.ts';
import type { SourceText } from './source-text.ts';

export type Event = ReturnType<typeof parseEvents>[number];

interface Anchor {
  readonly value: JsonValue;
  readonly nodes: number;
}

/** Everything that lives while one document is composed. */
interface Composer {
  readonly events: readonly Event[];
  readonly source: SourceText;
  readonly text: string;
  readonly start: number;
  readonly chunk: string;
  readonly limits: Limits;
  readonly scalar: ScalarReader;
  readonly anchors: Map<string, Anchor>;
  readonly diagnostics: Diagnostic[];
  at: number;
  /** Nodes so far with aliases expanded; `written` counts them as they stand. */
  nodes: number;
  written: number;
  ambiguous: boolean;
  readonly tape: OffsetTape;
  /** Whether the tape is in the order of the value. */
  inOrder: boolean;
}

class Refused extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** The value of one document's events; a document past a limit or with an impossible node gives diagnostics only. */
export function composeDocument(
  events: readonly Event[],
  chunk: Chunk,
): { readonly document?: ParsedDocument; readonly diagnostics: readonly Diagnostic[] } {
  const { source, start, end, limits, tape, scalar } = chunk;
  const from = tape.length;
  const composer: Composer = {
    events,
    source,
    start,
    limits,
    scalar,
    text: source.text,
    chunk: source.text.slice(start, end),
    anchors: new Map(),
    diagnostics: [],
    at: 1,
    nodes: 0,
    written: 0,
    ambiguous: false,
    tape,
    inOrder: true,
  };
  try {
    const value = compose(composer);
    const { ambiguous, diagnostics, inOrder } = composer;
    const document = { value, source, format: 'yaml', start, end, ambiguous } as const;
    return { document: inOrder ? { ...document, offsets: { tape, from } } : document, diagnostics };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { diagnostics: [...composer.diagnostics, error.diagnostic] };
  }
}

function compose(composer: Composer): JsonValue {
  const event = composer.events[composer.at++];
  composer.written++;
  if (++composer.nodes > composer.limits.nodes) refuseSize(composer, event);
  if (event === undefined) return null;
  switch (event.type) {
    case 4:
      return named(composer, event, scalar(composer, event), 1);
    case 3:
      return collection(composer, event, composeMapping);
    case 2:
      return collection(composer, event, composeSequence);
    case 5:
      return alias(composer, event);
    default:
      return null;
  }
}

function collection(
  composer: Composer,
  event: Event & { type: 2 | 3 },
  read: (composer: Composer) => JsonValue,
): JsonValue {
  if (event.tagStart !== -1 && !collectionTags.has(tagOf(composer, event))) {
    refuse(composer, event, 'unparsed', `unknown tag !${tagOf(composer, event)}`);
  }
  const before = composer.nodes;
  const value = read(composer);
  return named(composer, event, value, composer.nodes - before + 1);
}

function composeSequence(composer: Composer): JsonValue {
  const list: JsonValue[] = [];
  for (;;) {
    const event = composer.events[composer.at];
    if (event === undefined || event.type === 6) break;
    const index = composer.tape.open(offsetOf(composer, event));
    list.push(compose(composer));
    composer.tape.close(index);
  }
  composer.at++;
  return list;
}

function composeMapping(composer: Composer): JsonValue {
  const object: Record<string, JsonValue> = {};
  let merges: JsonValue[] | undefined;
  for (;;) {
    const event = composer.events[composer.at];
    if (event === undefined || event.type === 6) break;
    const index = composer.tape.open(offsetOf(composer, event));
    const key = composeKey(composer, event);
    if (key === mergeKey) {
      composer.inOrder = false;
      merges ??= [];
      merges.push(compose(composer));
      continue;
    }
    const value = compose(composer);
    composer.tape.close(index);
    // JavaScript puts keys that look like indices first.
    if (key.charCodeAt(0) <= 57 && /^\d+$/.test(key)) composer.inOrder = false;
    if (object[key] !== undefined && Object.hasOwn(object, key)) duplicateKey(composer, event, key);
    if (key === '__proto__') setKey(object, key, value);
    else object[key] = value;
  }
  composer.at++;
  for (const merge of merges ?? []) mergeInto(composer, object, merge);
  return object;
}

const mergeKey = Symbol('<<');

function composeKey(composer: Composer, event: Event): string | typeof mergeKey {
  if (event.type !== 4 && event.type !== 5) refuse(composer, event, 'unparsed', 'a key must be a scalar');
  if (event.type === 4 && event.fast && event.tagStart === -1 && event.anchorStart === -1) {
    composer.at++;
    composer.nodes++;
    composer.written++;
    const text = composer.text.slice(composer.start + event.valueStart, composer.start + event.valueEnd);
    if (event.style !== 1) return text;
    return text === '<<' ? mergeKey : keyText(composer.scalar(text), text);
  }
  const value = compose(composer);
  if (isList(value) || isObject(value)) refuse(composer, event, 'unparsed', 'a key must be a scalar');
  return keyText(value, String(value));
}

/** YAML keys become JSON keys as in sigs.k8s.io/yaml: `on` is "true", `0x10` is "16". */
function keyText(value: JsonValue, text: string): string {
  if (typeof value === 'string') return value;
  return value instanceof ExactDecimal || value === null ? text : String(value);
}

function mergeInto(composer: Composer, object: Record<string, JsonValue>, merge: JsonValue): void {
  const sources = isList(merge) ? merge : [merge];
  for (const source of sources) {
    if (!isObject(source)) {
      refuse(composer, undefined, 'unparsed', 'a merge key (<<) needs a mapping or a list of mappings');
    }
    for (const [key, value] of Object.entries(source)) {
      if (++composer.nodes > composer.limits.nodes) refuseSize(composer, undefined);
      if (!Object.hasOwn(object, key)) setKey(object, key, value);
    }
  }
}

function scalar(composer: Composer, event: Event & { type: 4 }): JsonValue {
  const text =
    event.fast && event.valueStart !== -1
      ? composer.text.slice(composer.start + event.valueStart, composer.start + event.valueEnd)
      : getScalarValue(composer.chunk, event);
  if (event.tagStart !== -1) return tagged(composer, event, text);
  return event.style === 1 ? composer.scalar(text) : text;
}

const collectionTags = new Set(['map', 'seq', '']);

function tagOf(composer: Composer, event: Event & { type: 2 | 3 | 4 }): string {
  return composer.chunk.slice(event.tagStart, event.tagEnd).replace(/^!<?(?:!|tag:yaml.org,2002:)?|>$/g, '');
}

const coreTags = new Set(['str', 'int', 'float', 'bool', 'null', 'binary', 'timestamp', '']);

function tagged(composer: Composer, event: Event & { type: 4 }, text: string): JsonValue {
  const tag = tagOf(composer, event);
  if (!coreTags.has(tag)) refuse(composer, event, 'unparsed', `unknown tag !${tag}`);
  if (tag === 'str' || tag === 'binary' || tag === 'timestamp' || tag === '') return text;
  const value = composer.scalar(text);
  return typeof value === 'string' && tag !== 'null' ? text : value;
}

function named(composer: Composer, event: Event & { type: 2 | 3 | 4 }, value: JsonValue, nodes: number): JsonValue {
  if (event.anchorStart !== -1) {
    composer.anchors.set(composer.chunk.slice(event.anchorStart, event.anchorEnd), { value, nodes });
  }
  return value;
}

function alias(composer: Composer, event: Event & { type: 5 }): JsonValue {
  composer.inOrder = false;
  const name = composer.chunk.slice(event.anchorStart, event.anchorEnd);
  const anchor = composer.anchors.get(name);
  if (anchor === undefined) {
    return refuse(composer, event, 'unparsed', `unknown or recursive alias *${name}`);
  }
  composer.nodes += anchor.nodes;
  const { limits, nodes, written } = composer;
  if (nodes > limits.nodes || (nodes > 10_000 && nodes > written * limits.expansion)) {
    refuseSize(composer, event);
  }
  return anchor.value;
}

function refuseSize(composer: Composer, event: Event | undefined): never {
  const { nodes, expansion } = composer.limits;
  const what = `${nodes} nodes in one object, or aliases that multiply it ${expansion} times`;
  throw new Refused(limitReached(composer.source, offsetOf(composer, event), what));
}

function refuse(composer: Composer, event: Event | undefined, code: string, message: string): never {
  const place = composer.source.position(offsetOf(composer, event));
  throw new Refused({ severity: 'error', code, message, file: composer.source.name, ...place });
}

function duplicateKey(composer: Composer, event: Event, key: string): void {
  composer.ambiguous = true;
  composer.inOrder = false;
  if (composer.diagnostics.length >= mostDuplicates) return;
  composer.diagnostics.push({
    severity: 'error',
    code: 'duplicate-key',
    message: `duplicate key ${JSON.stringify(key)}`,
    file: composer.source.name,
    ...composer.source.position(offsetOf(composer, event)),
    remedy: 'remove one of the two: the last one is what is judged',
  });
}

/** The offset of an event in the source; the document's start where the event has none. */
export function eventOffset(event: Event | undefined): number {
  if (event === undefined) return 0;
  if (event.type === 4) return Math.max(event.valueStart - (event.style === 1 ? 0 : 1), 0);
  if (event.type === 2 || event.type === 3) return event.start;
  return event.type === 5 ? event.anchorStart - 1 : 0;
}

function offsetOf(composer: Composer, event: Event | undefined): number {
  return composer.start + eventOffset(event);
}
