import { items, type Resource, record, type Skipped, toResource } from '@bulwark/model';
import {
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  type ParsedDocument,
  type Place,
  setKey,
} from '@bulwark/text';

/** What one text gave: objects, and what in it is none. */
export interface TextRead {
  readonly resources: Resource[];
  readonly skipped: Skipped[];
  /** Documents that are no Kubernetes objects at all, such as a values file. */
  foreign: number;
  /** The text is a snapshot of a cluster. */
  fromCluster?: boolean;
}

export type Redact = (object: JsonObject) => JsonObject;

/** The Kubernetes objects of a document, Lists taken apart; Secret values leave here as digests. */
export function readDocument(document: ParsedDocument, redact: Redact, into: TextRead): void {
  const { value } = document;
  if (value === null) return;
  if (!isObject(value)) {
    into.foreign++;
    return;
  }
  if (isListKind(value)) readList(document, value, { redact, into });
  else readObject(value, { place: placeOf(document, ''), ambiguous: document.ambiguous }, { redact, into });
}

interface Reading {
  readonly redact: Redact;
  readonly into: TextRead;
}

function isListKind(value: JsonObject): boolean {
  const kind = value['kind'];
  return typeof kind === 'string' && kind.endsWith('List') && isList(value['items']);
}

function readList(document: ParsedDocument, list: JsonObject, reading: Reading): void {
  const kind = String(list['kind']).slice(0, -'List'.length);
  const apiVersion = list['apiVersion'] ?? 'v1';
  for (const [index, item] of items(list['items']).entries()) {
    const place = itemPlace(document, item, index);
    const object = kind === '' ? record(item) : withKind(record(item), apiVersion, kind);
    readObject(object, { place, ambiguous: document.ambiguous }, reading);
  }
}

/** Items of a typed list (`PodList`) may leave out what the list says. */
function withKind(item: JsonObject, apiVersion: JsonValue, kind: string): JsonObject {
  if (item['kind'] !== undefined && item['apiVersion'] !== undefined) return item;
  const full: Record<string, JsonValue> = { apiVersion, kind };
  for (const [key, value] of Object.entries(item)) setKey(full, key, value);
  return full;
}

/** An item of a JSON list is found by its own start; one of a YAML list through its document. */
function itemPlace(document: ParsedDocument, item: JsonValue, index: number): Place {
  const element = document.items?.[index];
  if (element === undefined) return placeOf(document, `/items/${index}`);
  const { source, format, end, offsets } = document;
  const place = { source, format, start: element.start, end, base: '' };
  return offsets ? { ...place, offsets: { tape: offsets.tape, from: element.from }, document: item } : place;
}

function placeOf(document: ParsedDocument, base: string): Place {
  const { source, format, start, end, offsets, value } = document;
  const place = { source, format, start, end, base };
  return offsets ? { ...place, offsets, document: value } : place;
}

function readObject(object: JsonObject, origin: { place: Place; ambiguous: boolean }, { redact, into }: Reading): void {
  const isSecret = object['kind'] === 'Secret' && object['apiVersion'] === 'v1';
  const resource = toResource(isSecret ? redact(object) : object, {
    ...origin,
    fromCluster: into.fromCluster ?? false,
  });
  if (resource !== undefined && resource.name !== '') into.resources.push(resource);
  else if (object['apiVersion'] === undefined && object['kind'] === undefined) into.foreign++;
  else into.skipped.push(notAnObject(object, origin.place, resource !== undefined));
}

function notAnObject(object: JsonObject, place: Place, named: boolean): Skipped {
  const { line, column } = place.source.position(place.start);
  const missing = named ? 'metadata.name' : object['kind'] === undefined ? 'kind' : 'apiVersion';
  return {
    what: place.source.renderedBy ? place.source.name : `${place.source.name}:${line}:${column}`,
    reason: 'unparsed',
    detail: `no Kubernetes object: ${missing} is missing or no text`,
    count: 1,
  };
}
