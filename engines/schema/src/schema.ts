/** What a value has to be, as far as the OpenAPI documents of Kubernetes say. */
export type Schema =
  | { readonly kind: 'any' }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Schema>; readonly required: readonly string[] }
  | { readonly kind: 'map'; readonly values: Schema }
  | { readonly kind: 'list'; readonly items: Schema }
  | ScalarSchema;

export type ScalarSchema =
  | { readonly kind: 'string'; readonly format?: 'byte' | 'date-time'; readonly values?: readonly string[] }
  | { readonly kind: 'integer'; readonly bits: 32 | 64 }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'quantity' }
  | { readonly kind: 'int-or-string' };

/** A schema as the schema file writes it: OpenAPI's own words, references by the bare name of the definition. */
export interface WrittenSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, WrittenSchema>>;
  readonly required?: readonly string[];
  readonly items?: WrittenSchema;
  readonly additionalProperties?: WrittenSchema;
}

/** Reads one written schema; its references stay references, so nothing beyond it is touched. */
export function readSchema(written: WrittenSchema): Schema {
  if (written.$ref !== undefined) return { kind: 'reference', name: written.$ref };
  if (written.format === 'quantity') return { kind: 'quantity' };
  if (written.format === 'int-or-string') return { kind: 'int-or-string' };
  switch (written.type) {
    case 'object':
      return readObject(written);
    case 'array':
      return { kind: 'list', items: readSchema(written.items ?? {}) };
    case 'string':
      return readString(written);
    case 'integer':
      return { kind: 'integer', bits: written.format === 'int32' ? 32 : 64 };
    case 'number':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    default:
      return { kind: 'any' };
  }
}

/** An object that names no fields may hold anything (FieldsV1, RawExtension). */
function readObject({ properties, required = [], additionalProperties }: WrittenSchema): Schema {
  if (properties === undefined) return { kind: 'map', values: readSchema(additionalProperties ?? {}) };
  const fields = new Map(Object.entries(properties).map(([name, field]) => [name, readSchema(field)]));
  return { kind: 'object', fields, required };
}

function readString({ format, enum: values }: WrittenSchema): Schema {
  return {
    kind: 'string',
    ...(format === 'byte' || format === 'date-time' ? { format } : {}),
    ...(values === undefined ? {} : { values }),
  };
}
