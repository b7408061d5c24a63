import type { RegoNumber } from '../../values/value.ts';
import type { Pattern } from '../pattern.ts';

/** A schema ready to validate with. It is filled in while it is compiled, since schemas may refer to themselves. */
export interface SchemaNode {
  /** A schema that is true or false. */
  pass?: boolean;
  reference?: SchemaNode;
  types: string[];
  properties: Map<string, SchemaNode>;
  patternProperties: Map<string, SchemaNode>;
  additionalProperties?: boolean | SchemaNode;
  propertyNames?: SchemaNode;
  dependencies: Map<string, readonly string[] | SchemaNode>;
  /** One schema for all items, or one for each place. */
  items?: SchemaNode | readonly SchemaNode[];
  additionalItems?: boolean | SchemaNode;
  contains?: SchemaNode;
  multipleOf?: RegoNumber;
  minimum?: RegoNumber;
  maximum?: RegoNumber;
  exclusiveMinimum?: RegoNumber;
  exclusiveMaximum?: RegoNumber;
  /** `minLength`, `maxItems` and the like. */
  sizes: Partial<Record<SizeKeyword, number>>;
  pattern?: { readonly source: string; readonly pattern: Pattern };
  format?: string;
  required: readonly string[];
  uniqueItems?: boolean;
  /** The JSON texts of the values allowed, numbers as doubles. */
  constant?: string;
  enumeration?: readonly string[];
  oneOf: readonly SchemaNode[];
  anyOf: readonly SchemaNode[];
  allOf: readonly SchemaNode[];
  not?: SchemaNode;
  if?: SchemaNode;
  then?: SchemaNode;
  else?: SchemaNode;
}

export const sizeKeywords = [
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
] as const;
export type SizeKeyword = (typeof sizeKeywords)[number];

export function emptyNode(): SchemaNode {
  return {
    types: [],
    properties: new Map(),
    patternProperties: new Map(),
    dependencies: new Map(),
    sizes: {},
    required: [],
    oneOf: [],
    anyOf: [],
    allOf: [],
  };
}
