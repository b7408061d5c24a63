import { items, record, text } from '@bulwark/model';
import { canonicalJson, isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { type Change, MutationError } from './change-at.ts';
import { type ImageParts, imagePartsProblem, withImageParts } from './image.ts';
import type { Location } from './location.ts';
import type { Mutator } from './mutator.ts';

type Found =
  | { readonly change: (object: JsonObject) => Change }
  | { readonly problem: string; readonly pointer: string; readonly code?: string };

/** What a mutator's parameters do, or what is wrong with them. */
export function changeOf(kind: Mutator['kind'], parameters: JsonObject, location: Location): Found {
  if (kind === 'ModifySet') return setChange(parameters);
  if (kind === 'AssignImage') return imageChange(parameters);
  return assignChange(kind, record(parameters['assign']), location);
}

function assignChange(kind: Mutator['kind'], assign: JsonObject, location: Location): Found {
  const given = ['value', 'fromMetadata', 'externalData'].filter((one) => (assign[one] ?? undefined) !== undefined);
  const pointer = '/assign';
  if (given.length !== 1)
    return { pointer, problem: 'assign: exactly one of value, fromMetadata and externalData must be set' };
  if (isObject(assign['externalData'])) {
    const problem = 'assign.externalData: providers are not asked here, so what it would assign is not known';
    return { pointer: '/assign/externalData', problem, code: 'external-data' };
  }
  const { value } = assign;
  if (value === undefined || value === null) return metadataChange(assign, location);
  if (kind === 'AssignMetadata' && typeof value !== 'string')
    return { pointer: '/assign/value', problem: 'assign.value: labels and annotations are strings' };
  const problem = elementProblem(value, location);
  if (problem !== undefined) return { pointer: '/assign/value', problem };
  const change: Change = { value: () => value, element: value };
  return { change: () => change };
}

function metadataChange(assign: JsonObject, location: Location): Found {
  const field = text(record(assign['fromMetadata'])['field']) ?? '';
  const pointer = '/assign/fromMetadata';
  if (field !== 'name' && field !== 'namespace')
    return { pointer, problem: `assign.fromMetadata.field: expected name or namespace, found "${field}"` };
  if (location.at(-1)?.type === 'element')
    return { pointer, problem: 'a field of metadata cannot be an element of a list' };
  const from = (object: JsonObject): string => text(record(object['metadata'])[field]) ?? '';
  return { change: (object) => ({ value: () => from(object), element: undefined }) };
}

function elementProblem(value: JsonValue, location: Location): string | undefined {
  const last = location.at(-1);
  if (last?.type !== 'element') return undefined;
  if (last.value === undefined) return 'nothing can be put at [… : *]: the location must name one element';
  if (!isObject(value)) return 'assign.value: only an object can be an element of a list';
  if (value[last.key] === last.value) return undefined;
  return `assign.value: its "${last.key}" must be that of the location, ${JSON.stringify(last.value)}`;
}

function setChange(parameters: JsonObject): Found {
  const operation = parameters['operation'] ?? 'merge';
  const values = items(record(parameters['values'])['fromList']);
  if (operation !== 'merge' && operation !== 'prune')
    return { pointer: '/operation', problem: `operation: expected merge or prune, found ${canonicalJson(operation)}` };
  const change: Change = {
    value: (current) => (operation === 'merge' ? merged(current, values) : pruned(current, values)),
    element: undefined,
  };
  return { change: () => change };
}

function merged(current: JsonValue | undefined, values: readonly JsonValue[]): JsonValue {
  if (current === undefined) return values;
  const known = new Set(listOf(current).map((one) => canonicalJson(one)));
  const added = values.filter((one) => {
    const text = canonicalJson(one);
    if (known.has(text)) return false;
    known.add(text);
    return true;
  });
  return [...listOf(current), ...added];
}

function pruned(current: JsonValue | undefined, values: readonly JsonValue[]): JsonValue | undefined {
  if (current === undefined) return undefined;
  const unwanted = new Set(values.map((one) => canonicalJson(one)));
  return listOf(current).filter((one) => !unwanted.has(canonicalJson(one)));
}

function listOf(value: JsonValue): readonly JsonValue[] {
  if (isList(value)) return value;
  throw new MutationError(`${canonicalJson(value)} is not a list of values, it cannot be treated as a set`);
}

function imageChange(parameters: JsonObject): Found {
  const parts: ImageParts = {
    domain: text(parameters['assignDomain']) ?? '',
    path: text(parameters['assignPath']) ?? '',
    tag: text(parameters['assignTag']) ?? '',
  };
  const problem = imagePartsProblem(parts);
  if (problem !== undefined) return { pointer: '', problem };
  const change: Change = { value: (current) => withImageParts(imageOf(current), parts), element: undefined };
  return { change: () => change };
}

function imageOf(current: JsonValue | undefined): string {
  if (current === undefined) return '';
  if (typeof current === 'string') return current;
  throw new MutationError('expected the image to be a string');
}
