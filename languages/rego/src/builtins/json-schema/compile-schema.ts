import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { compareNumbers } from '../../values/compare.ts';
import { writtenInteger } from '../../values/number.ts';
import { isNumber, type RegoNumber } from '../../values/value.ts';
import { BuiltinError } from '../builtin.ts';
import { type Pattern, patternOf } from '../pattern.ts';
import { plainJsonText } from './plain-json.ts';
import { emptyNode, type SchemaNode, type SizeKeyword, sizeKeywords } from './schema-node.ts';
import { type Draft, draftOf, SchemaPool } from './schema-pool.ts';

/** Compiles a JSON Schema of draft 4, 6 or 7. Throws BuiltinError for one that is not in order. */
export function compileSchema(document: JsonValue): SchemaNode {
  if (typeof document !== 'boolean' && !isObject(document)) throw new BuiltinError('schema is invalid');
  const pool = new SchemaPool(document);
  return new SchemaCompiler(pool).compile(pool.root, draftOf(document) ?? 'hybrid');
}

const types = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string'];

class SchemaCompiler {
  readonly #pool: SchemaPool;
  readonly #references = new Map<string, SchemaNode>();

  constructor(pool: SchemaPool) {
    this.#pool = pool;
  }

  compile(document: JsonValue, draft: Draft): SchemaNode {
    const node = emptyNode();
    this.#fill(node, document, draft);
    return node;
  }

  #fill(node: SchemaNode, document: JsonValue, draft: Draft): void {
    if (typeof document === 'boolean' && draft !== 4) {
      node.pass = document;
      return;
    }
    if (!isObject(document)) throw new BuiltinError('Expected: Valid Schema, given: Invalid JSON');
    if (draft === 4 || draft === 'hybrid') textAt(document, 'id');
    if (draft !== 4) textAt(document, '$id');
    const definitions = document['definitions'];
    if (definitions !== undefined) {
      if (!isObject(definitions)) throw invalidType('Array Of Schemas', 'definitions');
      for (const schema of Object.values(definitions)) {
        if (!isSchema(schema)) throw invalidType('Array Of Schemas', 'definitions');
        this.compile(schema, draft);
      }
    }
    textAt(document, 'title');
    textAt(document, 'description');
    const reference = textAt(document, '$ref');
    if (reference !== undefined) {
      node.reference = this.#referred(reference, draft);
      return;
    }
    node.types = typesOf(document);
    this.#objects(node, document, draft);
    this.#arrays(node, document, draft);
    fillNumbers(node, document, draft);
    fillTexts(node, document);
    fillValues(node, document, draft);
    this.#combinations(node, document, draft);
  }

  /** Schemas may refer to themselves: what is being compiled is known already. */
  #referred(reference: string, draft: Draft): SchemaNode {
    const known = this.#references.get(reference);
    if (known !== undefined) return known;
    const node = emptyNode();
    this.#references.set(reference, node);
    const found = this.#pool.get(reference);
    if (!isSchema(found.document)) throw new BuiltinError('Valid Schema must be of type object');
    this.#fill(node, found.document, found.draft ?? draft);
    return node;
  }

  #objects(node: SchemaNode, document: JsonObject, draft: Draft): void {
    const properties = document['properties'];
    if (properties !== undefined) {
      if (!isObject(properties)) throw new BuiltinError('Properties must be of type object');
      node.properties = this.#named(properties, draft);
    }
    const additional = document['additionalProperties'];
    if (additional !== undefined)
      node.additionalProperties = this.#additional(additional, 'additionalProperties', draft);
    const patterns = document['patternProperties'];
    if (patterns !== undefined) {
      if (!isObject(patterns)) throw invalidType('Valid Schema', 'patternProperties');
      for (const source of Object.keys(patterns)) checkPattern(source, `Invalid regex pattern '${source}'`);
      node.patternProperties = this.#named(patterns, draft);
    }
    const names = document['propertyNames'];
    if (names !== undefined && draft !== 4) {
      if (!isSchema(names)) throw invalidType('Valid Schema', 'patternProperties');
      node.propertyNames = this.compile(names, draft);
    }
    const dependencies = document['dependencies'];
    if (dependencies !== undefined) node.dependencies = this.#dependencies(dependencies, draft);
    node.required = requiredOf(document);
  }

  #named(schemas: JsonObject, draft: Draft): Map<string, SchemaNode> {
    return new Map(Object.entries(schemas).map(([name, schema]) => [name, this.compile(schema, draft)] as const));
  }

  #additional(value: JsonValue, keyword: string, draft: Draft): boolean | SchemaNode {
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) throw invalidType('boolean/Valid Schema', keyword);
    return this.compile(value, draft);
  }

  #dependencies(value: JsonValue, draft: Draft): Map<string, readonly string[] | SchemaNode> {
    if (!isObject(value)) throw new BuiltinError('dependencies must be of type object');
    const dependencies = new Map<string, readonly string[] | SchemaNode>();
    for (const [name, held] of Object.entries(value)) {
      if (isSchema(held)) dependencies.set(name, this.compile(held, draft));
      else if (isList(held) && held.every((one) => typeof one === 'string')) dependencies.set(name, held);
      else throw new BuiltinError('Dependency must be of type Schema Or Array Of Strings');
    }
    return dependencies;
  }

  #arrays(node: SchemaNode, document: JsonObject, draft: Draft): void {
    const items = document['items'];
    if (isList(items)) {
      node.items = items.map((item) => {
        if (!isSchema(item)) throw invalidType('Valid Schema/Array Of Schemas', 'items');
        return this.compile(item, draft);
      });
    } else if (items !== undefined) {
      if (!isSchema(items)) throw invalidType('Valid Schema/Array Of Schemas', 'items');
      node.items = this.compile(items, draft);
    }
    const additional = document['additionalItems'];
    if (additional !== undefined) node.additionalItems = this.#additional(additional, 'additionalItems', draft);
    const contains = document['contains'];
    if (contains !== undefined && draft !== 4) node.contains = this.compile(contains, draft);
    const unique = document['uniqueItems'];
    if (unique === undefined) return;
    if (typeof unique !== 'boolean') throw new BuiltinError('uniqueItems must be of a boolean');
    node.uniqueItems = unique;
  }

  #combinations(node: SchemaNode, document: JsonObject, draft: Draft): void {
    for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
      node[keyword] = listAt(document, keyword).map((schema) => this.compile(schema, draft));
    }
    const conditions = draft === 7 || draft === 'hybrid' ? (['if', 'then', 'else'] as const) : [];
    for (const keyword of ['not', ...conditions] as const) {
      const schema = document[keyword];
      if (schema === undefined) continue;
      if (!isSchema(schema)) throw new BuiltinError(`${keyword} must be of an object`);
      node[keyword] = this.compile(schema, draft);
    }
  }
}

function isSchema(value: JsonValue): boolean {
  return typeof value === 'boolean' || isObject(value);
}

function invalidType(expected: string, given: string): BuiltinError {
  return new BuiltinError(`Invalid type. Expected: ${expected}, given: ${given}`);
}

function textAt(document: JsonObject, keyword: string): string | undefined {
  const value = document[keyword];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidType('string', keyword);
}

function listAt(document: JsonObject, keyword: string): readonly JsonValue[] {
  const value = document[keyword];
  if (value === undefined) return [];
  if (isList(value)) return value;
  throw new BuiltinError(`${keyword} must be of an array`);
}

function typesOf(document: JsonObject): string[] {
  const value = document['type'];
  if (value === undefined) return [];
  const given = typeof value === 'string' ? [value] : value;
  if (!isList(given)) throw invalidType('type', 'string/Array Of Strings');
  const names: string[] = [];
  for (const name of given) {
    if (typeof name !== 'string') throw invalidType('type', 'string/Array Of Strings');
    if (!types.includes(name)) {
      const problem = `has a primitive type that is NOT VALID -- given: /${name}/`;
      throw new BuiltinError(`${problem} Expected valid values are:[${types.join(' ')}]`);
    }
    if (names.includes(name)) throw new BuiltinError(`${name} type is duplicated`);
    names.push(name);
  }
  return names;
}

function checkPattern(source: string, problem: string): Pattern {
  try {
    return patternOf(source);
  } catch (error) {
    if (error instanceof BuiltinError) throw new BuiltinError(problem);
    throw error;
  }
}

function requiredOf(document: JsonObject): readonly string[] {
  const names: string[] = [];
  for (const name of listAt(document, 'required')) {
    if (typeof name !== 'string') throw invalidType('string', 'required');
    if (names.includes(name)) throw new BuiltinError('required items must be unique');
    names.push(name);
  }
  return names;
}

function fillNumbers(node: SchemaNode, document: JsonObject, draft: Draft): void {
  const multiple = document['multipleOf'];
  if (multiple !== undefined) {
    if (!isNumber(multiple)) throw invalidType('Number', 'multipleOf');
    if (compareNumbers(multiple, 0) <= 0) throw new BuiltinError('multipleOf must be strictly greater than 0');
    node.multipleOf = multiple;
  }
  for (const bound of ['minimum', 'maximum'] as const) {
    const value = document[bound];
    if (value !== undefined && !isNumber(value)) throw new BuiltinError(`${bound} must be of a Number`);
    const exclusive = bound === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
    const limit = exclusiveLimit(document[exclusive], { keyword: exclusive, bound, value, draft });
    if (limit !== undefined) node[exclusive] = limit;
    // Draft 4: the keyword only says that the bound is one that is not reached.
    if (value !== undefined && document[exclusive] !== true) node[bound] = value;
  }
  fillSizes(node, document);
}

function fillSizes(node: SchemaNode, document: JsonObject): void {
  for (const keyword of sizeKeywords) {
    const size = sizeAt(document, keyword);
    if (size !== undefined) node.sizes[keyword] = size;
  }
  const { minLength = 0, maxLength = minLength, minProperties = 0, maxProperties = minProperties } = node.sizes;
  if (minLength > maxLength) throw new BuiltinError('minLength cannot be greater than maxLength');
  if (minProperties > maxProperties) throw new BuiltinError('minProperties cannot be greater than maxProperties');
}

interface Bound {
  readonly keyword: string;
  readonly bound: string;
  readonly value: RegoNumber | undefined;
  readonly draft: Draft;
}

function exclusiveLimit(
  exclusive: JsonValue | undefined,
  { keyword, bound, value, draft }: Bound,
): RegoNumber | undefined {
  if (exclusive === undefined) return undefined;
  if (typeof exclusive === 'boolean' && (draft === 4 || draft === 'hybrid')) {
    if (value === undefined) throw new BuiltinError(`${keyword} cannot be used without ${bound}`);
    return exclusive ? value : undefined;
  }
  if (isNumber(exclusive) && draft !== 4) return exclusive;
  throw invalidType(draft === 4 ? 'boolean' : draft === 'hybrid' ? 'boolean/number' : 'number', keyword);
}

function sizeAt(document: JsonObject, keyword: SizeKeyword): number | undefined {
  const value = document[keyword];
  if (value === undefined) return undefined;
  const size = isNumber(value) ? writtenInteger(value) : undefined;
  if (size === undefined) throw new BuiltinError(`${keyword} must be of an integer`);
  if (size < 0n) throw new BuiltinError(`${keyword} must be greater than or equal to 0`);
  return Number(size);
}

function fillTexts(node: SchemaNode, document: JsonObject): void {
  const source = textAt(document, 'pattern');
  if (source !== undefined) {
    node.pattern = { source, pattern: checkPattern(source, 'pattern must be a valid regex') };
  }
  const format = textAt(document, 'format');
  if (format !== undefined) node.format = format;
}

function fillValues(node: SchemaNode, document: JsonObject, draft: Draft): void {
  const constant = document['const'];
  if (constant !== undefined && draft !== 4) node.constant = plainJsonText(constant);
  if (document['enum'] === undefined) return;
  const values = listAt(document, 'enum').map(plainJsonText);
  if (new Set(values).size < values.length) throw new BuiltinError('enum items must be unique');
  node.enumeration = values;
}
