import { readSchema, type Schema, type WrittenSchema } from './schema.ts';

/** The schemas of the built-in kinds of one Kubernetes version. A kind is read when it is first asked for. */
export class SchemaSet {
  /** The version of Kubernetes the schemas are of: `1.37.2`. */
  readonly kubernetes: string;
  readonly #kinds: Readonly<Record<string, unknown>>;
  readonly #definitions: Readonly<Record<string, unknown>>;
  readonly #read: Map<string, Schema> = new Map();

  constructor(
    kubernetes: string,
    kinds: Readonly<Record<string, unknown>>,
    definitions: Readonly<Record<string, unknown>>,
  ) {
    this.kubernetes = kubernetes;
    this.#kinds = kinds;
    this.#definitions = definitions;
  }

  has(apiVersion: string, kind: string): boolean {
    return Object.hasOwn(this.#kinds, `${apiVersion} ${kind}`);
  }

  /** The schema of a kind; undefined for custom resources and for API versions that are no longer served. */
  ofKind(apiVersion: string, kind: string): Schema | undefined {
    const key = `${apiVersion} ${kind}`;
    const name = Object.hasOwn(this.#kinds, key) ? this.#kinds[key] : undefined;
    return typeof name === 'string' ? this.definition(name) : undefined;
  }

  /** A definition by name; one that the file does not hold allows anything. */
  definition(name: string): Schema {
    let schema = this.#read.get(name);
    if (schema === undefined) {
      const written = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
      // The file is generated and its shape tested, so each definition is taken at its word.
      schema = readSchema(isRecord(written) ? (written as WrittenSchema) : {});
      this.#read.set(name, schema);
    }
    return schema;
  }
}

/**
 * The schema set of the parsed JSON of `content/schemas`; throws where the value is something else. Nothing but the
 * outermost level is looked at, so this costs no time.
 */
export function schemaSet(json: unknown): SchemaSet {
  if (!isRecord(json)) throw new Error('schema set: expected an object');
  const { kubernetes, kinds, definitions } = json;
  if (typeof kubernetes !== 'string' || !isRecord(kinds) || !isRecord(definitions)) {
    throw new Error('schema set: expected "kubernetes", "kinds" and "definitions"');
  }
  return new SchemaSet(kubernetes, kinds, definitions);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
