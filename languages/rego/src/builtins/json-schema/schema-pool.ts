import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { BuiltinError } from '../builtin.ts';
import { metaSchema } from './meta-schemas.ts';
import { fragmentOf, isCanonical, resolveReference, withoutFragment } from './reference.ts';

/** The draft of JSON Schema that a schema is written in; `hybrid` reads all of them at once. */
export type Draft = 4 | 6 | 7 | 'hybrid';

/** A schema that can be referred to, in whose references the identifiers around them are resolved. */
export interface PooledSchema {
  readonly document: JsonValue;
  readonly draft: Draft | undefined;
}

/** The draft that `$schema` names; undefined where it names none that is known. */
export function draftOf(document: JsonValue): Draft | undefined {
  const name = isObject(document) ? document['$schema'] : undefined;
  if (name === undefined) return undefined;
  if (typeof name !== 'string') throw new BuiltinError('$schema must be of type string');
  const number = /^http:\/\/json-schema\.org\/draft-0([467])\/schema#?$/.exec(name)?.[1];
  return number === '4' ? 4 : number === '6' ? 6 : number === '7' ? 7 : undefined;
}

/** The schemas of a document by their identifiers. */
export class SchemaPool {
  readonly #schemas = new Map<string, PooledSchema>();
  readonly root: JsonValue;

  constructor(document: JsonValue) {
    this.root = this.#add('', document);
  }

  #add(reference: string, document: JsonValue): JsonValue {
    const draft = draftOf(document);
    const resolved = this.#resolve(document, reference, draft);
    this.#schemas.set(reference, { document: resolved, draft });
    return resolved;
  }

  /** A copy whose `$ref`s are absolute; what has an identifier comes into the pool. */
  #resolve(value: JsonValue, base: string, draft: Draft | undefined): JsonValue {
    if (isList(value)) return value.map((item) => this.#resolve(item, base, draft));
    if (!isObject(value)) return value;
    const id = value[Object.hasOwn(value, 'id') ? 'id' : '$id'];
    const scope = typeof id === 'string' ? resolveReference(base, id) : base;
    const resolved = this.#resolveKeys(value, scope, draft);
    if (typeof id !== 'string') return resolved;
    if (this.#schemas.has(scope)) throw new BuiltinError(`Reference already exists: "${scope}"`);
    this.#schemas.set(scope, { document: resolved, draft });
    return resolved;
  }

  #resolveKeys(value: JsonObject, scope: string, draft: Draft | undefined): JsonObject {
    const entries = Object.entries(value).map(([key, held]): [string, JsonValue] => {
      if (key === '$ref' && typeof held === 'string') return [key, resolveReference(scope, held)];
      // Constants mean just themselves.
      if (key === 'const' || key === 'enum') return [key, held];
      if (['properties', 'dependencies', 'patternProperties'].includes(key) && isObject(held)) {
        const inner = Object.entries(held).map(([name, one]) => [name, this.#resolve(one, scope, draft)]);
        return [key, Object.fromEntries(inner)];
      }
      return [key, this.#resolve(held, scope, draft)];
    });
    return Object.fromEntries(entries);
  }

  /** The schema that a reference leads to. Throws BuiltinError: nothing is fetched. */
  get(reference: string): PooledSchema {
    const known = this.#schemas.get(reference);
    if (known !== undefined) return known;
    const base = withoutFragment(reference);
    if (!this.#schemas.has(base)) this.#load(base, reference);
    const holder = this.#schemas.get(base);
    if (holder === undefined) throw new BuiltinError(`Reference ${reference} must be canonical`);
    const document = pointedAt(holder.document, decodeURIComponentOrSelf(fragmentOf(reference)));
    const found = { document, draft: holder.draft };
    this.#schemas.set(reference, found);
    return found;
  }

  #load(base: string, reference: string): void {
    const own = metaSchema(base);
    if (own !== undefined) {
      this.#schemas.delete(base);
      this.#add(base, withoutId(own));
      return;
    }
    if (!isCanonical(reference)) throw new BuiltinError(`Reference ${absolute(reference)} must be canonical`);
    throw new BuiltinError(`remote reference loading disabled: ${reference}`);
  }
}

/** As Go resolves it: against a base without a path. */
function absolute(reference: string): string {
  return /^[/#]/.test(reference) ? reference : `/${reference}`;
}

function withoutId(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id' && key !== '$id'));
}

function decodeURIComponentOrSelf(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** What a JSON pointer (RFC 6901) leads to. */
function pointedAt(document: JsonValue, pointer: string): JsonValue {
  let value: JsonValue | undefined = document;
  if (pointer !== '' && !pointer.startsWith('/')) {
    throw new BuiltinError(`JSON pointer must be empty or start with a "/"`);
  }
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isList(value)) value = /^(?:0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else value = undefined;
    if (value === undefined) throw new BuiltinError(`Object has no key '${key}'`);
  }
  return value ?? null;
}
