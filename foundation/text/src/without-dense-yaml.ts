import { limitReached } from './chunk.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Limits } from './limits.ts';
import { SourceText } from './source-text.ts';

/** Shorter documents cannot hold enough nodes to matter. */
const harmless = 1024 * 1024;

/**
 * A YAML text whose documents can be read within a few hundred megabytes: one that is too dense (ten million zeros in
 * a list) is blanked out, at the same length so that places stay true, and said.
 */
export function withoutDenseYaml(source: SourceText, limits: Limits): SparseYaml {
  const { text, name, renderedBy } = source;
  const diagnostics: Diagnostic[] = [];
  let kept = '';
  let from = 0;
  for (const [start, end] of longDocuments(text)) {
    if (!isDense(text, { start, end, most: limits.nodes })) continue;
    diagnostics.push(limitReached(source, start, `${limits.nodes} lines, commas and brackets in one YAML document`));
    kept += text.slice(from, start) + blank(text, start, end);
    from = end;
  }
  return { source: from === 0 ? source : new SourceText(name, kept + text.slice(from), renderedBy), diagnostics };
}

interface SparseYaml {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

function* longDocuments(text: string): Generator<readonly [number, number]> {
  if (text.length <= harmless) return;
  let start = 0;
  for (let at = text.indexOf('\n---'); at !== -1; at = text.indexOf('\n---', at + 1)) {
    if (at + 1 - start > harmless) yield [start, at + 1];
    start = at + 1;
  }
  if (text.length - start > harmless) yield [start, text.length];
}

/** Whether there is more punctuation than `most`: each node of YAML needs some. */
function isDense(text: string, { start, end, most }: { start: number; end: number; most: number }): boolean {
  let found = 0;
  let before = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isPunctuation[code] === 1 || (code === 32 && isIndicator(before))) {
      if (++found > most) return true;
    }
    before = code;
  }
  return false;
}

/** Line ends, `,`, `[` and `{`, and NUL, which counts as a line end where an error is shown. */
const isPunctuation = new Uint8Array(0x10000);
for (const code of [0, 10, 13, 44, 91, 123]) isPunctuation[code] = 1;

/** `- `, `: ` and `? ` begin nodes. */
function isIndicator(code: number): boolean {
  return code === 45 || code === 58 || code === 63;
}

const block = 8192;

/** Spaces instead of text, with the same line ends. */
function blank(text: string, start: number, end: number): string {
  const codes = new Uint8Array(block);
  const parts: string[] = [];
  for (let from = start; from < end; from += block) {
    const length = Math.min(block, end - from);
    for (let index = 0; index < length; index++) codes[index] = text.charCodeAt(from + index) === 10 ? 10 : 32;
    parts.push(String.fromCharCode(...codes.subarray(0, length)));
  }
  return parts.join('');
}
