import { BrokenJson } from './broken-json.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ParsedDocument, ParsedInput } from './document.ts';
import { JsonReader } from './json-reader.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { SourceText } from './source-text.ts';

/**
 * JSON values of a text, one or several (JSON lines, or one after the other), with exact numbers and duplicate
 * keys reported (RFC 8259). A broken value is a diagnostic and the next line that opens one goes on. Never throws on
 * input.
 */
export function parseJson(source: SourceText, limits: Limits = defaultLimits): ParsedInput {
  const documents: ParsedDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  const reader = new JsonReader(source, limits, diagnostics);
  let breaks = 0;
  while (reader.skipSpace()) {
    if (documents.length >= limits.documents) {
      diagnostics.push(reader.problem('limit', `limit reached: more than ${limits.documents} documents in one file`));
      break;
    }
    const broken = attempt(reader, documents);
    if (broken === undefined) continue;
    diagnostics.push(reader.problem(broken.code, broken.message));
    if (!reader.skipToNextValue()) break;
    if (++breaks === mostBreaks) {
      diagnostics.push(reader.problem('limit', `limit reached: ${mostBreaks} broken places; the rest was not read`));
      break;
    }
  }
  return { documents, diagnostics };
}

/** What is said of one file: enough to mend it, not a line for each of a million. */
const mostBreaks = 20;

function attempt(reader: JsonReader, documents: ParsedDocument[]): BrokenJson | undefined {
  try {
    documents.push(reader.document());
    return undefined;
  } catch (error) {
    if (error instanceof BrokenJson) return error;
    throw error;
  }
}
