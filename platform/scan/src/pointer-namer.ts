import { escapeToken, isList, isObject, type JsonObject, type JsonValue, tokensOf } from '@bulwark/text';

/**
 * Replaces each list index of a pointer by the element's name where that is unique in its list:
 * `/spec/containers/0/image` becomes `/spec/containers/web/image`, so that the order does not matter.
 */
export function pointerNamer(object: JsonObject): (pointer: string) => string {
  // Many pointers of one object go through the same container.
  const known = new Map<string, string>();
  return (pointer) => {
    const end = endOfLastIndex(pointer);
    if (end === 0) return pointer;
    const prefix = pointer.slice(0, end);
    let named = known.get(prefix);
    if (named === undefined) {
      named = namedPointer(object, prefix);
      known.set(prefix, named);
    }
    return end === pointer.length ? named : named + pointer.slice(end);
  };
}

/** Where the last token of digits ends; 0 where there is none. */
function endOfLastIndex(pointer: string): number {
  let end = 0;
  for (let at = 0; at < pointer.length; at++) {
    if (pointer.charCodeAt(at) !== 47) continue;
    let next = at + 1;
    while (isDigit(pointer.charCodeAt(next))) next++;
    if (next > at + 1 && (next === pointer.length || pointer.charCodeAt(next) === 47)) end = next;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** One pointer with its list indices replaced by names. */
export function namedPointer(object: JsonValue, pointer: string): string {
  let at: JsonValue | undefined = object;
  let result = '';
  for (const token of tokensOf(pointer)) {
    result += `/${escapeToken(isList(at) ? (elementName(at, token) ?? token) : token)}`;
    if (isList(at)) at = at[Number(token)];
    else at = isObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
  }
  return result;
}

function elementName(list: readonly JsonValue[], token: string): string | undefined {
  const name = nameOf(list[Number(token)]);
  if (name === undefined) return undefined;
  return list.filter((element) => nameOf(element) === name).length === 1 ? name : undefined;
}

function nameOf(value: JsonValue | undefined): string | undefined {
  const name = isObject(value) ? value['name'] : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
