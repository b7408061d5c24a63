import { canonicalJson, escapeToken, isList, isObject, type JsonValue, tokensOf } from '@bulwark/text';

/** SHA-256 of a text as hexadecimal digits; handed in, since pure layers do no cryptography. */
export type Digest = (text: string) => string;

export interface IdParts {
  readonly checkId: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly ownerName: string;
  /** With list indices replaced by names. */
  readonly pointer: string;
}

/** `f-` and 16 hex digits over the canonical JSON (RFC 8785) of what makes a finding that finding. */
export function findingId(parts: IdParts, digest: Digest): string {
  const { checkId, group, kind, namespace, ownerName, pointer } = parts;
  return `f-${digest(canonicalJson([checkId, group, kind, namespace, ownerName, pointer])).slice(0, 16)}`;
}

/**
 * A pointer with each list index replaced by the element's name where that is unique in its list:
 * `/spec/containers/0/image` becomes `/spec/containers/web/image`, so that the order does not matter.
 */
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
