import { type Diagnostic, diagnosticText, type JsonValue, locator, parseText, SourceText } from '@bulwark/text';
import type { ImportFile, Refusal } from './import-source.ts';
import { refusal } from './import-source.ts';

/** One document of a file, with the lines of its fields. */
export interface ReadDocument {
  readonly value: JsonValue;
  /** The line (1-based) of what a pointer names. */
  readonly lineOf: (pointer: string) => number;
}

/** The documents of a YAML or JSON file, and what in it could not be read. */
export function readDocuments({ name, content }: ImportFile): {
  readonly documents: readonly ReadDocument[];
  readonly problems: readonly Refusal[];
} {
  const { documents, diagnostics } = parseText(new SourceText(name, content));
  return {
    documents: documents.map((document) => {
      const locate = locator({ ...document, base: '', document: document.value });
      return { value: document.value, lineOf: (pointer) => locate(pointer).line };
    }),
    problems: diagnostics.map((problem) => problemOf(name, problem)),
  };
}

function problemOf(name: string, problem: Diagnostic): Refusal {
  const { file: _file, line: _line, column: _column, ...rest } = problem;
  return refusal(`${name}:${problem.line ?? 1}`, 'the text', diagnosticText(rest));
}
