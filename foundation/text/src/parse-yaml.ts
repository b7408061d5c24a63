import { parseEvents, YAMLException } from 'js-yaml';
import { type Chunk, limitReached, type ScalarReader } from './chunk.ts';
import { composeDocument, type Event } from './compose-yaml.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ParsedDocument, ParsedInput } from './document.ts';
import { readLoosely } from './flow-indentation.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { OffsetTape } from './offset-tape.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { SourceText } from './source-text.ts';
import { plainScalar } from './yaml-scalar.ts';

/**
 * All documents of a YAML text, as `kubectl` reads them; a broken one is a diagnostic and the rest goes on. Another
 * reader of plain scalars makes it another dialect. Never throws on input.
 */
export function parseYaml(
  source: SourceText,
  limits: Limits = defaultLimits,
  scalar: ScalarReader = plainScalar,
): ParsedInput {
  return readLoosely(source, (text) => readDocuments(text, limits, scalar));
}

function readDocuments(source: SourceText, limits: Limits, scalar: ScalarReader): ParsedInput {
  const documents: ParsedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const tape = new OffsetTape();
  for (const [start, end] of chunksOf(source.text)) {
    if (documents.length >= limits.documents) {
      diagnostics.push(limitReached(source, start, `${limits.documents} documents in one file`));
      break;
    }
    readChunk({ source, start, end, limits, tape, scalar }, documents, diagnostics);
  }
  return { documents, diagnostics };
}

function readChunk(chunk: Chunk, documents: ParsedDocument[], diagnostics: Diagnostic[]): void {
  const { source, start, end, limits, tape, scalar } = chunk;
  const from = tape.length;
  const isPlain = scalar === plainScalar && end - start <= limits.objectSize;
  const plain = isPlain ? readPlainYaml({ text: source.text, start, end, tape }) : undefined;
  if (plain !== undefined) {
    documents.push({
      value: plain.value,
      source,
      format: 'yaml',
      start,
      end,
      ambiguous: false,
      offsets: { tape, from },
    });
    return;
  }
  try {
    for (const events of documentsOf(source.text.slice(start, end), limits)) {
      const composed = composeDocument(events, chunk);
      // One at a time: as arguments of one call, hundreds of thousands overflow the stack.
      for (const diagnostic of composed.diagnostics) diagnostics.push(diagnostic);
      if (composed.document) documents.push(composed.document);
    }
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    diagnostics.push(unparsed(error, source, start));
  }
}

/** Events of a stretch of YAML, one list for each document in it. Throws YAMLException. */
export function* documentsOf(text: string, limits: Limits): Generator<readonly Event[]> {
  const events = parseEvents(text, { maxDepth: limits.depth });
  let from = 0;
  let depth = 0;
  for (let index = 0; index < events.length; index++) {
    const type = events[index]?.type ?? 0;
    if (type <= 3) depth++;
    else if (type === 6 && --depth === 0) {
      yield from === 0 && index === events.length - 1 ? events : events.slice(from, index + 1);
      from = index + 1;
    }
  }
}

/**
 * Stretches between `---` markers. A marker at the start of a line can stand in no scalar (YAML 1.2.2, c-forbidden),
 * so each stretch stands alone and a broken one spoils no other.
 */
function* chunksOf(text: string): Generator<readonly [number, number]> {
  let start = 0;
  let at = text.startsWith('---') ? 0 : text.indexOf('\n---');
  while (at !== -1) {
    const marker = text.charCodeAt(at) === 10 ? at + 1 : at;
    const after = text.charCodeAt(marker + 3);
    const isMarker = Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9;
    if (isMarker && marker > start && !isDirectives(text, start, marker)) {
      if (!isBlank(text, start, marker)) yield [start, marker];
      start = marker;
    }
    at = text.indexOf('\n---', marker + 3);
  }
  if (!isBlank(text, start, text.length)) yield [start, text.length];
}

function isDirectives(text: string, start: number, end: number): boolean {
  return text.charCodeAt(start) === 37 && /^(?:%.*\s+|#.*\s+)+$/.test(text.slice(start, end));
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 45 && at === start && text.startsWith('---', at)) at += 2;
    else if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 0xfeff) return false;
  }
  return true;
}

function unparsed(error: YAMLException, source: SourceText, start: number): Diagnostic {
  const offset = start + (error.mark?.position ?? 0);
  return {
    severity: 'error',
    code: error.reason.includes('maxDepth') ? 'limit' : 'unparsed',
    message: error.reason,
    file: source.name,
    ...source.position(Math.min(offset, source.text.length)),
  };
}
