import { escapeToken, isList, isObject, type JsonValue, tokensOf } from '@bulwark/text';
import { alignLists } from './align-lists.ts';

type Indices = readonly (number | undefined)[];

/**
 * Tells where a field of an edited value was before the edit: list elements keep their old index however much went
 * before them. An element that was not there has `+` and its new index.
 */
export function pointerBefore(before: JsonValue, after: JsonValue): (pointer: string) => string {
  if (before === after) return (pointer) => pointer;
  const known = new Map<JsonValue, Indices>();
  return (pointer) => {
    let old: JsonValue | undefined = before;
    let now: JsonValue | undefined = after;
    let result = '';
    for (const token of tokensOf(pointer)) {
      const oldToken = tokenBefore(old, now, { token, known });
      result += `/${escapeToken(oldToken)}`;
      old = childOf(old, oldToken);
      now = childOf(now, token);
    }
    return result;
  };
}

interface Step {
  readonly token: string;
  readonly known: Map<JsonValue, Indices>;
}

function tokenBefore(old: JsonValue | undefined, now: JsonValue | undefined, { token, known }: Step): string {
  if (!isList(now) || old === now) return token;
  let indices = known.get(now);
  if (indices === undefined) {
    indices = isList(old) ? oldIndices(old, now) : [];
    known.set(now, indices);
  }
  const index = indices[Number(token)];
  return index === undefined ? `+${token}` : String(index);
}

/** The old index of each new element. */
function oldIndices(old: readonly JsonValue[], now: readonly JsonValue[]): Indices {
  const indices: (number | undefined)[] = [];
  for (const { from, to } of alignLists(old, now)) if (to !== undefined) indices[to] = from;
  return indices;
}

function childOf(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (isList(value)) return value[Number(token)];
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
