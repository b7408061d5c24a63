import { applyEdits, type Edit } from '@bulwark/checks';
import {
  isObject,
  type JsonValue,
  type ParsedInput,
  type Place,
  parseJson,
  parseYaml,
  SourceText,
} from '@bulwark/text';
import { documentBlockStyle } from './block-style.ts';
import type { Work } from './change.ts';
import { editNode } from './edit-tree.ts';
import { equalValues } from './equal-values.ts';
import { documentFlowStyle } from './flow-style.ts';
import { readJsonTree } from './read-json-tree.ts';
import { readYamlTree } from './read-yaml-tree.ts';
import { applySplices } from './splice.ts';
import { columnOf, Refusal, type TextNode } from './text-tree.ts';

/** Where an object stands in a text. */
export type TextPlace = Pick<Place, 'format' | 'start' | 'end' | 'base'>;

/** Why a text was left as it is. */
export interface EditProblem {
  /** The field that could not be edited; empty for the whole document. */
  readonly pointer: string;
  readonly reason: string;
}

export interface EditedText {
  readonly text: string;
  /** Empty where all edits were made; else none was. */
  readonly problems: readonly EditProblem[];
}

/**
 * The text with the edits of one object made in it, everything else byte for byte as it was. The result is read again:
 * it either means exactly what `applyEdits` says, or the text stays and `problems` says why.
 */
export function editText(text: string, place: TextPlace, edits: readonly Edit[]): EditedText {
  const based = edits.map((edit) => ({ ...edit, pointer: place.base + edit.pointer }));
  try {
    return { text: edited(text, place, based), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const at = error.pointer.startsWith(place.base) ? error.pointer.slice(place.base.length) : error.pointer;
    return { text, problems: [{ pointer: at, reason: error.message }] };
  }
}

function edited(text: string, { format, start, end }: TextPlace, edits: readonly Edit[]): string {
  const stretch = stretchOf(text, { format, start, end });
  const old = readValue(stretch.text, format);
  if (!isObject(old)) throw new Refusal('', 'there is no object here');
  const next = applyEdits(old, edits);
  if (equalValues(old, next)) return text;
  const work = workOn(stretch, format);
  const holder = {
    kind: 'root',
    column: columnOf(stretch.text, stretch.root.start),
    style: documentBlockStyle(stretch.root, stretch.text),
  } as const;
  const isFlow = stretch.root.kind === 'map' && stretch.root.style === 'flow';
  const root = isFlow ? ({ kind: 'flow', style: work.flowStyle, indent: '' } as const) : holder;
  editNode({ node: stretch.root, old, next, holder: root, pointer: '', depth: 0 }, work);
  const result = applySplices(stretch.text, work.splices);
  verify(result, next, { format, work });
  return text.slice(0, stretch.start) + stretch.unpad(result) + text.slice(stretch.end);
}

interface Stretch {
  readonly text: string;
  readonly root: TextNode;
  /** Offsets in the whole text. */
  readonly start: number;
  readonly end: number;
  /** Takes off the line break that was lent to a last line without one. */
  readonly unpad: (result: string) => string;
}

function stretchOf(text: string, { format, start, end }: Omit<TextPlace, 'base'>): Stretch {
  if (format === 'json') {
    const root = readJsonTree(text, start);
    // A pretty-printed value keeps its line's indentation, which its closing brackets stand at.
    const from = text.lastIndexOf('\n', root.start) + 1;
    const isIndented = /^[ \t]*$/.test(text.slice(from, root.start)) && from >= start;
    const begin = isIndented ? from : root.start;
    const own = text.slice(begin, root.end);
    return { text: own, root: readJsonTree(own, 0), start: begin, end: root.end, unpad: (result) => result };
  }
  const own = text.slice(start, end);
  const lent = own.endsWith('\n') ? '' : newlineOf(own);
  const padded = own + lent;
  const unpad = (result: string): string =>
    lent !== '' && result.endsWith(lent) ? result.slice(0, -lent.length) : result;
  return { text: padded, root: readYamlTree(padded), start, end, unpad };
}

function workOn({ text, root }: Stretch, format: 'yaml' | 'json'): Work {
  const newline = newlineOf(text);
  return { text, newline, splices: [], anchored: new Map(), flowStyle: documentFlowStyle(root, text, format) };
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function readValue(text: string, format: 'yaml' | 'json'): JsonValue | undefined {
  const { documents, diagnostics } = parsed(text, format);
  const broken = diagnostics.find((diagnostic) => diagnostic.code !== 'duplicate-key');
  if (broken || documents.length !== 1) throw new Refusal('', broken?.message ?? 'more than one document stands here');
  return documents[0]?.value;
}

function parsed(text: string, format: 'yaml' | 'json'): ParsedInput {
  const source = new SourceText('', text);
  return format === 'json' ? parseJson(source) : parseYaml(source);
}

/** What was written is read again, so that no slip of ours reaches a file. */
function verify(
  result: string,
  next: JsonValue,
  { format, work }: { readonly format: 'yaml' | 'json'; readonly work: Work },
): void {
  const { documents, diagnostics } = parsed(result, format);
  const [document] = documents;
  if (document !== undefined && documents.length === 1 && equalValues(document.value, next)) return;
  const anchors = [...work.anchored.keys()].map((name) => `&${name}`);
  const alias = diagnostics.find((diagnostic) => diagnostic.message.includes('alias'));
  if (anchors.length > 0)
    throw new Refusal('', `the text is shared through the anchor ${anchors.join(', ')} with another place`);
  if (alias) throw new Refusal('', 'it holds an anchor that another place uses');
  throw new Refusal('', 'no edit of this text changes this field alone');
}
