import { isList, isObject, type JsonObject, type JsonValue, parseYaml, SourceText } from '@bulwark/text';
import type { Comment } from '../ast/ast.ts';
import { quote } from '../values/quote.ts';

/** The YAML of one metadata block with the comments it was written in. */
export interface Metadata {
  readonly fields: JsonObject;
  readonly lines: readonly Comment[];
  /** The row of the first of them. */
  readonly row: number;
}

/** Stops the reading of one block; the complaint is about a comment of it, or its first line. */
export class BlockError extends Error {
  readonly comment: Comment | undefined;
  constructor(message: string, comment?: Comment) {
    super(message);
    this.comment = comment;
  }
}

/** Reads the YAML in comments. Throws BlockError. */
export function readMetadata(lines: readonly Comment[], row: number): Metadata {
  const text = lines.map((line) => `${line.text.replace(/^ /, '')}\n`).join('');
  if (text.trim() === '') throw new BlockError('expected METADATA block, found whitespace');
  const { documents, diagnostics } = parseYaml(new SourceText('', text));
  const [wrong] = diagnostics;
  if (wrong !== undefined) {
    const line = wrong.line ?? 1;
    // OPA reads one document, and of what is behind it only the first sign.
    const isBehind = wrong.message.startsWith('end of the stream') && line > 1;
    if (isBehind && !isNoSign.test(lines[line - 1]?.text ?? '')) return readMetadata(lines.slice(0, line - 1), row);
    throw yamlError({ lines, row }, line, `yaml: line ${line}: ${wrong.message}`);
  }
  const value = documents[0]?.value ?? {};
  const line = hasNullKey(value) ? lineWithoutKey(lines) : 0;
  if (line > 0) throw yamlError({ lines, row }, line, `yaml: line ${line}: did not find expected key`);
  if (!isObject(value)) throw wrongType({ fields: {}, lines, row }, { value, line: 1, wanted: 'ast.rawAnnotation' });
  return { fields: value, lines, row };
}

const isNoSign = /^\s*([@`]|[|>](?![-+0-9]*\s*(#|$)))/;

function hasNullKey(value: JsonValue): boolean {
  if (isList(value)) return value.some(hasNullKey);
  return isObject(value) && Object.entries(value).some(([key, inner]) => key === 'null' || hasNullKey(inner));
}

/** The first line, from 1, with a colon and no key before it, which OPA's reader refuses; 0 without any. */
function lineWithoutKey(lines: readonly Comment[]): number {
  if (lines.some(({ text }) => text.trimStart().startsWith('?'))) return 0;
  return lines.findIndex(({ text }) => /^\s*(- +)*:(\s|$)|[{,]\s*:(\s|$)/.test(text)) + 1;
}

function yamlError({ lines, row }: Pick<Metadata, 'lines' | 'row'>, line: number, message: string): BlockError {
  const hints = lines.map(({ text }, index) => hintAbout(text, row + index)).join('');
  // OPA counts from the line behind; its column is that of the comment.
  return new BlockError(message + hints, lines[Math.min(line, lines.length - 1)]);
}

/** A colon that no space follows is the most frequent mistake. */
function hintAbout(text: string, row: number): string {
  const parts = text.split(':').slice(1);
  const wrong: string[] = [];
  for (const [at, part] of parts.entries()) {
    if (part === '' && at === parts.length - 1) break;
    if (/^[ \t]/.test(part)) break;
    wrong.push(`'${quote(String.fromCodePoint(part.codePointAt(0) ?? 0xfffd)).slice(1, -1)}'`);
  }
  if (wrong.length === 0) return '';
  return `\n  Hint: on line ${row}, symbol(s) [${wrong.join(' ')}] immediately following a key/value separator ':' is not a legal yaml space character`;
}

interface WrongType {
  readonly value: JsonValue;
  readonly line: number;
  /** What OPA's reader wants it to be, by its name in Go. */
  readonly wanted: string;
}

function wrongType(metadata: Metadata, { value, line, wanted }: WrongType): BlockError {
  const found = isList(value) ? '!!seq' : isObject(value) ? '!!map' : `${scalarTag(value)} \`${String(value)}\``;
  return yamlError(metadata, line, `yaml: unmarshal errors:\n  line ${line}: cannot unmarshal ${found} into ${wanted}`);
}

function scalarTag(value: JsonValue): string {
  if (typeof value === 'string') return '!!str';
  if (typeof value === 'boolean') return '!!bool';
  return Number.isInteger(value) || typeof value === 'bigint' ? '!!int' : '!!float';
}

/** The line of a field in its block, from 1. */
function lineOf({ lines }: Metadata, name: string): number {
  return (
    Math.max(
      0,
      lines.findIndex(({ text }) => text.trimStart().startsWith(`${name}:`)),
    ) + 1
  );
}

/** The text of a field; of a number or a word as `yes`, what was written. */
export function textAt(metadata: Metadata, name: string): string | undefined {
  const value = metadata.fields[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  const line = lineOf(metadata, name);
  if (isList(value) || isObject(value)) throw wrongType(metadata, { value, line, wanted: 'string' });
  const written = /^[^:]*:\s*([^\s#]+)/.exec(metadata.lines[line - 1]?.text ?? '')?.[1];
  return written ?? String(value);
}

/** Whether a field is `true`; false where it is missing. */
export function flagAt(metadata: Metadata, name: string): boolean {
  const value = metadata.fields[name] ?? false;
  if (typeof value !== 'boolean') throw wrongType(metadata, { value, line: lineOf(metadata, name), wanted: 'bool' });
  return value;
}

/** The list of a field; none where it is missing. */
export function listAt(metadata: Metadata, name: string, wanted: string): readonly JsonValue[] {
  const value = metadata.fields[name] ?? [];
  if (!isList(value)) throw wrongType(metadata, { value, line: lineOf(metadata, name), wanted });
  return value;
}

/** The map of a field. */
export function mapAt(metadata: Metadata, name: string): JsonObject | undefined {
  const value = metadata.fields[name] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw wrongType(metadata, { value, line: lineOf(metadata, name), wanted: 'map[string]interface {}' });
}
