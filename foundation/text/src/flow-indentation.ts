import type { Diagnostic } from './diagnostic.ts';
import type { ParsedInput } from './document.ts';
import { SourceText } from './source-text.ts';

/** Longer texts are not read again and again. */
const longest = 1024 * 1024;
const mostRepairs = 20;

/**
 * Reads again, with those lines indented further, a text whose quotes or brackets go on at a line that is indented too
 * little: YAML 1.2 forbids it, and the reader behind kubectl takes it. Lines stay true; each such line is a warning.
 */
export function readLoosely(source: SourceText, read: (source: SourceText) => ParsedInput): ParsedInput {
  const strict = read(source);
  if (source.text.length > longest) return strict;
  const warnings: Diagnostic[] = [];
  let current = { source, result: strict };
  while (warnings.length < mostRepairs) {
    const found = current.result.diagnostics.find(({ message }) => message === 'deficient indentation');
    if (found?.line === undefined) break;
    // The same line again: more spaces do not help.
    if (warnings.some(({ line }) => line === found.line)) return strict;
    warnings.push({ ...found, severity: 'warning', code: 'flow-indentation', message });
    const repaired = withIndentedLine(current.source, found.line);
    current = { source: repaired, result: read(repaired) };
  }
  const { documents, diagnostics } = current.result;
  // What is broken in other ways too is told as it is.
  if (errorsIn(diagnostics) >= errorsIn(strict.diagnostics)) return strict;
  return { documents, diagnostics: [...warnings, ...diagnostics] };
}

const message = 'text in quotes or brackets goes on at a line that is not indented further than its key';

function errorsIn(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}

function withIndentedLine({ name, text, renderedBy }: SourceText, line: number): SourceText {
  const lines = text.split('\n');
  const broken = lines[line - 1] ?? '';
  const before = lines.slice(0, line - 1).findLast((one) => one.trim() !== '') ?? '';
  // Three more than the line before: enough also where a key stands behind a dash.
  const missing = Math.max(1, indentOf(before) - indentOf(broken) + 3);
  lines[line - 1] = ' '.repeat(missing) + broken;
  return new SourceText(name, lines.join('\n'), renderedBy);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
