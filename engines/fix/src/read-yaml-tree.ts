import { ExactDecimal, plainScalar } from '@bulwark/text';
import { CST, Parser } from 'yaml';
import { type EntryText, type ItemText, Refusal, type ScalarText, type TextNode } from './text-tree.ts';

type Token = CST.Token;
type SourceToken = CST.SourceToken;

/** The tree of the one YAML document in a text; throws a Refusal where there is none, several, or a broken one. */
export function readYamlTree(text: string): TextNode {
  const documents: CST.Document[] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type === 'error') throw new Refusal('', `the YAML cannot be edited: ${token.message}`);
    if (token.type === 'document' && token.value) documents.push(token);
  }
  const [document] = documents;
  if (document === undefined) throw new Refusal('', 'there is no YAML document here');
  if (documents.length > 1) throw new Refusal('', 'two documents stand here without --- between them');
  return readNode(document.start, document.value);
}

/** A value with the tokens that stand between it and what comes before. */
function readNode(before: readonly SourceToken[], token: Token | null | undefined): TextNode {
  const common = readProperties(before, token);
  if (token === null || token === undefined) {
    return { ...common, kind: 'scalar', style: 'empty', start: common.from, end: common.from };
  }
  switch (token.type) {
    case 'alias':
      return { ...common, ...spanOf(token), kind: 'alias', name: token.source.slice(1) };
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return { ...common, ...spanOf(token), kind: 'scalar', style: styles[token.type] };
    case 'block-scalar':
      return { ...common, kind: 'scalar', style: 'block', start: token.offset, end: blockScalarEnd(token) };
    case 'block-map':
      return blockMap(common, token);
    case 'block-seq':
      return blockList(common, token);
    case 'flow-collection':
      return flowCollection(common, token);
    default:
      throw new Refusal('', `the YAML cannot be edited: unexpected ${token.type}`);
  }
}

const styles = { scalar: 'plain', 'single-quoted-scalar': 'single', 'double-quoted-scalar': 'double' } as const;

interface Properties {
  readonly from: number;
  readonly anchor?: string;
  readonly tagStart?: number;
}

const spacing: ReadonlySet<string> = new Set(['space', 'newline', 'comment', 'byte-order-mark', 'doc-start']);

function readProperties(before: readonly SourceToken[], token: Token | null | undefined): Properties {
  const anchor = before.findLast((part) => part.type === 'anchor');
  const tag = before.findLast((part) => part.type === 'tag');
  const last = before.findLast((part) => !spacing.has(part.type));
  const from = last ? last.offset + last.source.length : (token?.offset ?? before[0]?.offset ?? 0);
  return { from, ...(anchor ? { anchor: anchor.source.slice(1) } : {}), ...(tag ? { tagStart: tag.offset } : {}) };
}

function spanOf(token: { readonly offset: number; readonly source: string }): { start: number; end: number } {
  return { start: token.offset, end: token.offset + token.source.length };
}

/** The line break that ends its last line is left out, so that it ends like any other value. */
function blockScalarEnd({ props, offset, source }: CST.BlockScalar): number {
  const last = props.at(-1);
  const text = (last && 'source' in last ? last.source : '') + source;
  const start = last && 'source' in last ? last.offset : offset;
  return start + text.replace(/\r?\n$/, '').length;
}

function blockMap(common: Properties, token: CST.BlockMap): TextNode {
  // What follows the last entry can be comments only.
  const entries = token.items.filter((item) => item.key !== undefined || item.sep !== undefined).map(readEntry);
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) throw new Refusal('', 'the YAML cannot be edited: an empty mapping');
  return { ...common, kind: 'map', style: 'block', entries, start: first.start, end: last.value.end };
}

function readEntry({ start, key, sep = [], value }: CST.CollectionItem): EntryText {
  const colon = sep.findIndex((part) => part.type === 'map-value-ind');
  const properties = start.filter((part) => part.type === 'anchor' || part.type === 'tag');
  const isExplicit = start.some((part) => part.type === 'explicit-key-ind');
  const name = properties.length > 0 ? undefined : keyOf(key);
  const at = start.find((part) => !spacing.has(part.type) && part.type !== 'comma')?.offset ?? key?.offset;
  const node = readNode(sep.slice(Math.max(colon, 0)), value);
  return {
    key: name,
    isMerge: name === '<<' && key?.type === 'scalar',
    isOdd: isExplicit || colon === -1,
    isQuoted: key?.type === 'double-quoted-scalar',
    start: at ?? sep[0]?.offset ?? node.start,
    keyEnd: key && 'source' in key ? key.offset + key.source.length : (sep[0]?.offset ?? node.start),
    value: node,
  };
}

/** YAML keys become JSON keys as in sigs.k8s.io/yaml: `on` is "true". */
function keyOf(key: Token | null | undefined): string | undefined {
  if (key === null || key === undefined) return '';
  if (!CST.isScalar(key)) return undefined;
  const text = CST.resolveAsScalar(key)?.value ?? '';
  if (key.type !== 'scalar' || text === '<<') return text;
  const value = plainScalar(text);
  return value === null || value instanceof ExactDecimal ? text : String(value);
}

function blockList(common: Properties, token: CST.BlockSequence): TextNode {
  const items = token.items.flatMap((item): ItemText[] => {
    const dash = item.start.findIndex((part) => part.type === 'seq-item-ind');
    const start = item.start[dash]?.offset;
    return start === undefined ? [] : [{ start, value: readNode(item.start.slice(dash), item.value) }];
  });
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) throw new Refusal('', 'the YAML cannot be edited: an empty list');
  return { ...common, kind: 'list', style: 'block', items, start: first.start, end: last.value.end };
}

function flowCollection(common: Properties, token: CST.FlowCollection): TextNode {
  const close = token.end.find((part) => part.type === 'flow-map-end' || part.type === 'flow-seq-end');
  if (close === undefined) throw new Refusal('', 'the YAML cannot be edited: a bracket is not closed');
  const span = { ...common, style: 'flow', start: token.offset, end: close.offset + 1 } as const;
  // A trailing comma makes an element of nothing.
  const parts = token.items.filter(
    (item) => item.key !== undefined || item.sep !== undefined || item.value !== undefined,
  );
  if (token.start.type === 'flow-map-start') return { ...span, kind: 'map', entries: parts.map(readEntry) };
  return { ...span, kind: 'list', items: parts.map(flowItem) };
}

function flowItem(item: CST.CollectionItem): ItemText {
  if (item.key === undefined && item.sep === undefined) {
    const value = readNode(
      item.start.filter((part) => part.type !== 'comma'),
      item.value,
    );
    const first = item.start.find((part) => part.type === 'anchor' || part.type === 'tag');
    return { start: first?.offset ?? value.start, value };
  }
  const entry = readEntry(item);
  const pair: ScalarText = {
    kind: 'scalar',
    style: 'pair',
    start: entry.start,
    end: entry.value.end,
    from: entry.start,
  };
  return { start: entry.start, value: pair };
}
