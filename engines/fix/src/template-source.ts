import type { Judgement } from '@bulwark/checks';
import {
  ExactDecimal,
  isList,
  isObject,
  type JsonValue,
  locator,
  type ParsedDocument,
  parseYaml,
  pointer,
  type SourceText,
  tokensOf,
  valueAt,
} from '@bulwark/text';

/** Why the object of a rendered text is not edited, and what to change instead, as far as that can be told. */
export function renderedReason({ resource, problem }: Judgement, values: readonly SourceText[]): string | undefined {
  const { place } = resource;
  const tool = place?.source.renderedBy;
  if (place === undefined || tool === undefined) return undefined;
  if (tool === 'kustomize') {
    return `it is made by Kustomize from ${place.source.name}: change the base there, or add a patch to the kustomization`;
  }
  const template = templateOf(place.source, place.start) ?? place.source.name;
  const found = values.flatMap((source) => candidatesIn(source, resource.object, problem.pointer));
  const best = found.filter(({ score }) => score === Math.max(...found.map((candidate) => candidate.score)));
  const [only] = best;
  if (only && best.length === 1) return `it is rendered by Helm from ${template}: change ${only.path} at ${only.at}`;
  return `it is rendered by Helm from ${template}: change that template${values.length > 0 ? ', no single value of the chart says this' : ''}`;
}

/** Helm heads each document with `# Source: chart/templates/x.yaml`. */
function templateOf({ text }: SourceText, start: number): string | undefined {
  const head = text.slice(Math.max(0, start - 500), start + 500);
  const comments = [...head.matchAll(/^# Source: (\S+)[ \t]*$/gm)];
  const before = comments.findLast((match) => match.index <= Math.min(start, 500));
  return (before ?? comments[0])?.[1];
}

interface Candidate {
  /** `.Values.web.image.tag` */
  readonly path: string;
  /** `values.yaml:12` */
  readonly at: string;
  readonly score: number;
}

function candidatesIn(source: SourceText, object: JsonValue, problem: string): Candidate[] {
  const [document] = parseYaml(source).documents;
  if (document === undefined) return [];
  const found = valueAt(object, problem);
  const fits = found === undefined ? slotFor(problem) : scalarLike(found, problem);
  if (fits === undefined) return [];
  return entriesOf(document.value).flatMap(({ at, value }) => {
    const score = fits(at, value);
    return score > 0 ? [candidateOf(document, at, score)] : [];
  });
}

function candidateOf({ source, format, start, end }: ParsedDocument, at: string, score: number): Candidate {
  const { line } = locator({ source, format, start, end, base: '' })(at);
  const path = tokensOf(at).map((token) => (/^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `[${JSON.stringify(token)}]`));
  return { path: `.Values${path.join('')}`, at: `${source.name}:${line}`, score };
}

type Fits = (at: string, value: JsonValue) => number;

/** A value with the same text; the more of its path is named as the field's, the likelier it is the one. */
function scalarLike(found: JsonValue, problem: string): Fits | undefined {
  const text = scalarText(found);
  if (text === undefined || text === '') return undefined;
  const tokens = tokensOf(problem);
  const key = tokens.findLast((token) => !/^\d+$/.test(token));
  const tells = typeof found === 'string' && text.length >= 4;
  return (at, value) => {
    if (scalarText(value) !== text) return 0;
    const path = tokensOf(at);
    const sameKey = path.at(-1) === key;
    return sameKey || tells ? 1 + (sameKey ? 2 : 0) + path.filter((token) => tokens.includes(token)).length : 0;
  };
}

/** Where a field is missing: the mapping of values that a chart puts there as a whole, such as `securityContext: {}`. */
function slotFor(problem: string): Fits {
  const tokens = tokensOf(problem).filter((token) => !/^\d+$/.test(token));
  return (at, value) => {
    if (value !== null && !isObject(value)) return 0;
    const key = tokensOf(at).at(-1)?.toLowerCase() ?? '';
    // Deeper fields tell more: `securityContext` rather than `template`.
    const depth = tokens.findLastIndex((token) => token.toLowerCase() === key);
    return depth < 2 ? 0 : depth;
  };
}

function scalarText(value: JsonValue): string | undefined {
  if (value === null || isList(value) || isObject(value)) return undefined;
  return value instanceof ExactDecimal ? value.text : String(value);
}

function entriesOf(value: JsonValue, at = ''): { readonly at: string; readonly value: JsonValue }[] {
  const children = isList(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  return [...children].flatMap(([key, child]) => {
    const own = pointer(at, key);
    return [{ at: own, value: child }, ...entriesOf(child, own)];
  });
}
