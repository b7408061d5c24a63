import { readFileSync } from 'node:fs';
import { isList, isObject, type JsonValue, parseYaml, SourceText } from '@bulwark/text';
import type { Mutant } from './mutants.ts';

interface Equivalent {
  readonly file: string;
  /** The text of the line, as it stands without its indentation. */
  readonly line: string;
  /** `from -> to` of each mutant. */
  readonly changes: readonly string[];
  readonly reason: string;
}

const name = new URL('equivalent.yaml', import.meta.url);
const equivalents = readEquivalents();

/** Why a mutant cannot be told from the original, by equivalent.yaml; undefined where nothing is said of it. */
export function reasonOfEquivalence({ file, line, from, to }: Mutant, text: string): string | undefined {
  const lineText = text.split('\n')[line - 1]?.trim();
  const change = `${from.trim()} -> ${to.trim()}`;
  return equivalents.find((one) => one.file === file && one.line === lineText && one.changes.includes(change))?.reason;
}

function readEquivalents(): readonly Equivalent[] {
  const { documents, diagnostics } = parseYaml(new SourceText('equivalent.yaml', readFileSync(name, 'utf8')));
  if (diagnostics[0]) throw new Error(`equivalent.yaml: ${diagnostics[0].message}`);
  const entries = documents[0]?.value;
  return isList(entries) ? entries.map(equivalentOf) : [];
}

function equivalentOf(entry: JsonValue): Equivalent {
  if (isObject(entry)) {
    const { file, line, changes, reason } = entry;
    const areTexts = typeof file === 'string' && typeof line === 'string' && typeof reason === 'string';
    if (areTexts && isList(changes)) return { file, line, changes: changes.map(String), reason };
  }
  throw new Error('equivalent.yaml: expected file, line, changes and reason of each');
}
