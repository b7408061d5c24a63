import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';

/**
 * A node of a GraphQL document in the form in which OPA gives it to policies, and takes it from them: fields by the
 * names of gqlparser, null and what is empty left out.
 */
export type GraphqlNode = JsonObject;

type Field = JsonValue | undefined;

/** The node of these fields. */
export function node(fields: Readonly<Record<string, Field>>): GraphqlNode {
  const result: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && !isEmpty(value)) result[name] = value;
  }
  return result;
}

function isEmpty(value: JsonValue): boolean {
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

export function textOf(parent: GraphqlNode | undefined, name: string): string {
  const value = field(parent, name);
  return typeof value === 'string' ? value : '';
}

export function nodeOf(parent: GraphqlNode | undefined, name: string): GraphqlNode | undefined {
  const value = field(parent, name);
  return isObject(value) ? value : undefined;
}

export function nodesOf(parent: GraphqlNode | undefined, name: string): readonly GraphqlNode[] {
  const value = field(parent, name);
  return isList(value) ? value.filter((item) => isObject(item)) : [];
}

export function textsOf(parent: GraphqlNode | undefined, name: string): readonly string[] {
  const value = field(parent, name);
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

function field(parent: GraphqlNode | undefined, name: string): JsonValue | undefined {
  return parent !== undefined && Object.hasOwn(parent, name) ? parent[name] : undefined;
}

/** The kinds of values, as gqlparser numbers them. */
export const valueKinds = {
  variable: 0,
  int: 1,
  float: 2,
  string: 3,
  block: 4,
  boolean: 5,
  null: 6,
  enum: 7,
  list: 8,
  object: 9,
} as const;

export function kindOf(value: GraphqlNode | undefined): number {
  const kind = field(value, 'Kind');
  return typeof kind === 'number' ? kind : 0;
}
