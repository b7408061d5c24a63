import { isList, isObject, type JsonObject, type JsonValue, setKey, tokensOf } from '@bulwark/text';
import type { Edit } from './edit.ts';

/** A copy of the object with the edits applied in order; what they do not touch is shared. */
export function applyEdits(object: JsonObject, edits: readonly Edit[]): JsonObject {
  let result: JsonValue = object;
  for (const edit of edits) result = edited(result, tokensOf(edit.pointer), edit) ?? null;
  return isObject(result) ? result : object;
}

/** The value with one edit applied; undefined when it is to go. */
function edited(value: JsonValue | undefined, tokens: readonly string[], edit: Edit): JsonValue | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return leaf(value, edit);
  if (isList(value)) return editedList(value, { index: Number(token), rest, edit });
  if (value !== undefined && !isObject(value) && edit.op === 'remove') return value;
  const object = isObject(value) ? value : {};
  if (edit.op === 'remove' && !Object.hasOwn(object, token)) return value;
  const next = edited(Object.hasOwn(object, token) ? object[token] : undefined, rest, edit);
  return withKey(object, token, next);
}

function leaf(value: JsonValue | undefined, edit: Edit): JsonValue | undefined {
  if (edit.op === 'remove') return undefined;
  if (edit.op === 'set') return edit.value;
  return [...(isList(value) ? value : []), edit.value];
}

interface ListEdit {
  readonly index: number;
  readonly rest: readonly string[];
  readonly edit: Edit;
}

function editedList(list: readonly JsonValue[], { index, rest, edit }: ListEdit): JsonValue {
  if (!Number.isInteger(index) || index < 0 || index > list.length) return list;
  const next = edited(list[index], rest, edit);
  return next === undefined ? list.toSpliced(index, 1) : list.toSpliced(index, 1, next);
}

function withKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  const copy: Record<string, JsonValue> = {};
  for (const [name, old] of Object.entries(object)) {
    if (name !== key) setKey(copy, name, old);
    else if (value !== undefined) setKey(copy, name, value);
  }
  if (value !== undefined && !Object.hasOwn(object, key)) setKey(copy, key, value);
  return copy;
}
