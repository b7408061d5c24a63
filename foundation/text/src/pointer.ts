import { isList, isObject, type JsonValue } from './json.ts';

/** One reference token of a JSON pointer, escaped (RFC 6901). */
export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** `pointer('/spec', 'containers', 0)` is `/spec/containers/0`; tokens are escaped, the base is not. */
export function pointer(base: string, ...tokens: readonly (string | number)[]): string {
  let result = base;
  for (const token of tokens) {
    result += `/${typeof token === 'number' ? token : escapeToken(token)}`;
  }
  return result;
}

/** The unescaped reference tokens of a JSON pointer. */
export function tokensOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer.slice(1).split('/').map(unescapeToken);
}

/** The name that an escaped reference token stands for. */
export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}

/** The value at a JSON pointer, or undefined where nothing is. Never looks through a prototype. */
export function valueAt(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let at = value;
  for (const token of tokensOf(pointer)) {
    if (isList(at)) at = /^(?:0|[1-9]\d*)$/.test(token) ? at[Number(token)] : undefined;
    else if (isObject(at) && Object.hasOwn(at, token)) at = at[token];
    else return undefined;
  }
  return at;
}
