import { isList, isObject, type JsonObject, type JsonValue, type SourceText } from '@bulwark/text';
import type { Annotations, Comment, RefTerm, SchemaAnnotation } from '../ast/ast.ts';
import { quote } from '../values/quote.ts';
import type { Place } from './parse-module.ts';
import { BlockError, flagAt, listAt, mapAt, readMetadata, textAt } from './read-metadata.ts';

/** Reads the text of a ref; undefined where it is none. */
export type ReadRef = (text: string) => RefTerm | undefined;

/** A block of which the scope may still be open: what stands below decides it. */
export type OpenAnnotations = Omit<Annotations, 'scope'> & { readonly scope: string | undefined };

/** The metadata blocks among a module's comments, and what is wrong with them. */
export function parseAnnotations(
  comments: readonly Comment[],
  source: SourceText,
  readRef: ReadRef,
): { annotations: OpenAnnotations[]; complaints: Place[] } {
  const annotations: OpenAnnotations[] = [];
  const complaints: Place[] = [];
  for (const [index, comment] of comments.entries()) {
    if (!beginsBlock(comment, source)) continue;
    const row = source.position(comment.span.start).line + 1;
    const block = { first: comment, lines: linesOf(comments, index + 1, source), row };
    try {
      annotations.push(readBlock(block, readRef));
    } catch (error) {
      if (!(error instanceof BlockError)) throw error;
      complaints.push({ offset: error.comment?.span.start ?? comment.span.start, message: error.message });
    }
  }
  return { annotations, complaints };
}

interface Block {
  readonly first: Comment;
  readonly lines: readonly Comment[];
  /** The row of the first of them. */
  readonly row: number;
}

function beginsBlock(comment: Comment, source: SourceText): boolean {
  return comment.text.trim().startsWith('METADATA') && source.position(comment.span.start).column === 1;
}

/** The comments that go on with a block: on the lines right below, at their start. */
function linesOf(comments: readonly Comment[], from: number, source: SourceText): Comment[] {
  const lines: Comment[] = [];
  for (let index = from; ; index++) {
    const comment = comments[index];
    const before = comments[index - 1];
    if (comment === undefined || before === undefined || beginsBlock(comment, source)) return lines;
    const { line, column } = source.position(comment.span.start);
    if (column !== 1 || line !== source.position(before.span.start).line + 1) return lines;
    lines.push(comment);
  }
}

function readBlock({ first, lines, row }: Block, readRef: ReadRef): OpenAnnotations {
  const raw = readMetadata(lines, row);
  const scope = textAt(raw, 'scope');
  const relatedResources = listAt(raw, 'related_resources', '[]interface {}').map(relatedResource);
  const compile = compileOf(mapAt(raw, 'compile'), readRef);
  const schemas = listAt(raw, 'schemas', '[]map[string]interface {}').map((item) => schemaOf(item, readRef));
  return {
    type: 'annotations',
    span: { start: first.span.start, end: (lines.at(-1) ?? first).span.end },
    scope: scope === '' ? undefined : scope,
    title: textAt(raw, 'title'),
    description: textAt(raw, 'description'),
    entrypoint: flagAt(raw, 'entrypoint'),
    organizations: listAt(raw, 'organizations', '[]string').map((item) => (isObject(item) ? '' : String(item ?? ''))),
    relatedResources,
    authors: listAt(raw, 'authors', '[]interface {}').map(authorOf),
    schemas,
    compile,
    custom: mapAt(raw, 'custom'),
    labels: mapAt(raw, 'labels'),
  };
}

function relatedResource(value: JsonValue): Annotations['relatedResources'][number] {
  const definition = `invalid related-resource definition ${plain(value)}`;
  if (typeof value === 'string') {
    if (value === '') throw new BlockError(`${definition}: ref URL may not be empty string`);
    return { ref: value, description: undefined };
  }
  if (!isObject(value)) throw new BlockError(`${definition}: invalid value type, must be string or map`);
  const ref = trimmed(value, 'ref');
  if (ref === undefined) throw new BlockError(`${definition}: 'ref' value required in object`);
  return { ref, description: trimmed(value, 'description') };
}

function authorOf(value: JsonValue): Annotations['authors'][number] {
  const definition = `invalid author definition ${plain(value)}`;
  if (typeof value === 'string') {
    const words = value.split(/\s+/u).filter((word) => word !== '');
    const last = words.at(-1);
    if (last === undefined) throw new BlockError(`${definition}: author is an empty string`);
    const email = /^<(.*)>$/su.exec(last)?.[1];
    const name = (email === undefined ? words : words.slice(0, -1)).join(' ');
    return { name, email: email === '' ? undefined : email };
  }
  if (!isObject(value)) throw new BlockError(`${definition}: invalid value type, must be string or map`);
  const name = trimmed(value, 'name');
  const email = trimmed(value, 'email');
  if (name === undefined && email === undefined) {
    throw new BlockError(`${definition}: 'name' and/or 'email' values required in object`);
  }
  return { name: name ?? '', email };
}

function trimmed(map: JsonObject, key: string): string | undefined {
  const value = map[key];
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

function schemaOf(pair: JsonValue, readRef: ReadRef): SchemaAnnotation {
  const [key = '', value = null] = Object.entries(isObject(pair) ? pair : {})[0] ?? [];
  const path = readRef(key);
  if (path === undefined || isLoneName(path)) throw new BlockError('invalid document reference');
  if (isObject(value)) return { path, schema: undefined, definition: value };
  if (typeof value !== 'string') throw new BlockError(`invalid schema declaration for path ${quote(key)}`);
  const schema = readRef(value);
  if (schema?.head.type === 'var' && schema.head.name === 'schema') return { path, schema, definition: undefined };
  throw new BlockError('invalid schema reference');
}

/** A name alone is no ref, but for the two roots. */
function isLoneName({ head, path }: RefTerm): boolean {
  return path.length === 0 && head.type === 'var' && head.name !== 'data' && head.name !== 'input';
}

function compileOf(value: JsonObject | undefined, readRef: ReadRef): Annotations['compile'] {
  if (value === undefined) return undefined;
  const unknowns = isList(value['unknowns']) ? value['unknowns'].filter((item) => typeof item === 'string') : [];
  const mask = value['mask_rule'];
  return {
    unknowns: unknowns.map((text) => readOrRefuse(text, 'unknowns element', readRef)),
    maskRule: typeof mask === 'string' ? readOrRefuse(mask, 'mask_rule annotation', readRef) : undefined,
  };
}

function readOrRefuse(text: string, what: string, readRef: ReadRef): RefTerm {
  const ref = readRef(text);
  if (ref === undefined) throw new BlockError(`invalid ${what} ${quote(text)}: expected ref`);
  return ref;
}

/** A value as Go prints it. */
function plain(value: JsonValue): string {
  if (isList(value)) return `[${value.map(plain).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  const entries = Object.keys(value).sort();
  return `map[${entries.map((key) => `${key}:${plain(value[key] ?? null)}`).join(' ')}]`;
}
