import { isObject, type JsonObject, type JsonValue, setKey } from '@bulwark/text';

/** The data with a document merged in at a place; a string where two values stand at one place: that place. */
export function mergeAt(data: JsonObject, path: readonly string[], value: JsonValue): JsonObject | string {
  const [key, ...rest] = path;
  if (key === undefined) return isObject(value) ? mergeObjects(data, value, []) : '/';
  const held = Object.hasOwn(data, key) ? data[key] : {};
  if (rest.length === 0 && !(isObject(held) && isObject(value))) {
    return Object.hasOwn(data, key) ? `/${key}` : withKey(data, key, value);
  }
  if (!isObject(held)) return `/${key}`;
  const merged = mergeAt(held, rest, value);
  return typeof merged === 'string' ? `/${key}${merged === '/' ? '' : merged}` : withKey(data, key, merged);
}

function mergeObjects(left: JsonObject, right: JsonObject, path: readonly string[]): JsonObject | string {
  if (Object.keys(left).length === 0) return right;
  const result: Record<string, JsonValue> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const held = Object.hasOwn(left, key) ? left[key] : undefined;
    const at = [...path, key];
    if (held === undefined) setKey(result, key, value);
    else if (!isObject(held) || !isObject(value)) return `/${at.join('/')}`;
    else {
      const merged = mergeObjects(held, value, at);
      if (typeof merged === 'string') return merged;
      setKey(result, key, merged);
    }
  }
  return result;
}

function withKey(object: JsonObject, key: string, value: JsonValue): JsonObject {
  const result: Record<string, JsonValue> = { ...object };
  setKey(result, key, value);
  return result;
}

/** One change of data, as the patches of delta bundles have it; `path` is `/a/b`. */
export interface DataChange {
  readonly op: 'upsert' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: JsonValue;
}

/**
 * The data after changes, what they leave alone shared with the data before: the cost is that of the way to each place.
 * A string says which change does not fit: the place of `replace` and `remove` must exist.
 */
export function updateData(data: JsonObject, changes: readonly DataChange[]): JsonObject | string {
  let result: JsonValue = data;
  for (const change of changes) {
    const parts = change.path.split('/').filter((part) => part !== '');
    const path = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const changed: Changed = changedAt(result, path, change);
    if (changed === undefined) return `${change.op} "${change.path}": there is no such place in the data`;
    result = changed;
  }
  return isObject(result) ? result : 'the data must be an object';
}

type Changed = JsonValue | undefined;

function changedAt(held: JsonValue, [key, ...rest]: readonly string[], change: DataChange): Changed {
  if (key === undefined) return change.op === 'remove' ? {} : (change.value ?? null);
  if (Array.isArray(held)) return changedItem(held, [key, ...rest], change);
  if (!isObject(held)) return undefined;
  const inner = Object.hasOwn(held, key) ? held[key] : undefined;
  if (inner === undefined && (change.op !== 'upsert' || rest.length > 0)) {
    if (change.op !== 'upsert') return undefined;
    const made = changedAt({}, rest, change);
    return made === undefined ? undefined : withKey(held, key, made);
  }
  if (rest.length === 0 && change.op === 'remove') {
    return Object.fromEntries(Object.entries(held).filter(([other]) => other !== key));
  }
  const changed = changedAt(inner ?? null, rest, change);
  return changed === undefined ? undefined : withKey(held, key, changed);
}

function changedItem(list: readonly JsonValue[], [key = '', ...rest]: readonly string[], change: DataChange): Changed {
  const at = key === '-' && change.op === 'upsert' ? list.length : /^\d+$/.test(key) ? Number(key) : -1;
  const inner = list[at];
  if (rest.length === 0 && change.op === 'remove') {
    return inner === undefined ? undefined : list.filter((_item, place) => place !== at);
  }
  if (inner === undefined && (change.op !== 'upsert' || at !== list.length || rest.length > 0)) return undefined;
  const changed = changedAt(inner ?? null, rest, change);
  return changed === undefined ? undefined : [...list.slice(0, at), changed, ...list.slice(at + 1)];
}
