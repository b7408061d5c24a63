import { isList, isObject, type JsonObject, type JsonValue } from '@bulwark/text';
import { compareText } from '../../values/compare.ts';
import { integerOf } from '../../values/number.ts';
import { isNumber } from '../../values/value.ts';
import { patternOf } from '../pattern.ts';
import { checkCommon, checkNumber, checkText, checkUnique, type Into, type Place } from './check-keywords.ts';
import { ValidationResult } from './result.ts';
import type { SchemaNode } from './schema-node.ts';

/** Validates a document against a compiled schema, with the errors of gojsonschema. `count` is called for every step. */
export function validate(schema: SchemaNode, document: JsonValue, count: () => void): ValidationResult {
  const result = new ValidationResult();
  new Validator(count).validate(schema, document, { result, place: '(Root)' });
  return result;
}

class Validator {
  readonly #count: () => void;

  constructor(count: () => void) {
    this.#count = count;
  }

  validate(schema: SchemaNode, value: JsonValue, into: Into): void {
    this.#count();
    const { result, place } = into;
    if (schema.pass !== undefined) {
      if (!schema.pass) result.add('false', place, 'False always fails validation');
      return;
    }
    if (schema.reference !== undefined) {
      this.validate(schema.reference, value, into);
      return;
    }
    const type = typeOf(value);
    const fits = schema.types.includes(type) || (type === 'integer' && schema.types.includes('number'));
    if (schema.types.length > 0 && !fits) {
      const expected = schema.types.length > 1 ? `[${schema.types.join(',')}]` : schema.types.join('');
      result.add('invalid_type', place, `Invalid type. Expected: ${expected}, given: ${type}`);
      return;
    }
    this.#combinations(schema, value, into);
    if (isNumber(value)) checkNumber(schema, value, into);
    if (isList(value)) this.#array(schema, value, into);
    if (isObject(value)) this.#object(schema, value, into);
    checkCommon(schema, value, into);
    if (typeof value === 'string') checkText(schema, value, into);
    if (isObject(value)) this.#properties(schema, value, into);
    result.score++;
  }

  #apart(schema: SchemaNode, value: JsonValue, place: Place): ValidationResult {
    const result = new ValidationResult();
    this.validate(schema, value, { result, place });
    return result;
  }

  #combinations(schema: SchemaNode, value: JsonValue, into: Into): void {
    const { result, place } = into;
    this.#anyOf(schema, value, into);
    this.#oneOf(schema, value, into);
    const all = schema.allOf.map((part) => this.#apart(part, value, place));
    for (const one of all) result.merge(one);
    if (all.some((one) => !one.isValid)) {
      result.add('number_all_of', place, 'Must validate all the schemas (allOf)');
    }
    if (schema.not !== undefined && this.#apart(schema.not, value, place).isValid) {
      result.add('number_not', place, 'Must not validate the schema (not)');
    }
    if (isObject(value)) this.#dependencies(schema, value, into);
    if (schema.if !== undefined) this.#condition(schema, value, into);
    result.score++;
  }

  #anyOf(schema: SchemaNode, value: JsonValue, { result, place }: Into): void {
    if (schema.anyOf.length === 0) return;
    let best: ValidationResult | undefined;
    for (const part of schema.anyOf) {
      const one = this.#apart(part, value, place);
      if (one.isValid) return;
      if (best === undefined || one.score > best.score) best = one;
    }
    result.add('number_any_of', place, 'Must validate at least one schema (anyOf)');
    if (best !== undefined) result.merge(best);
  }

  #oneOf(schema: SchemaNode, value: JsonValue, { result, place }: Into): void {
    if (schema.oneOf.length === 0) return;
    let best: ValidationResult | undefined;
    let valid = 0;
    for (const part of schema.oneOf) {
      const one = this.#apart(part, value, place);
      if (one.isValid) valid++;
      else if (valid === 0 && (best === undefined || one.score > best.score)) best = one;
    }
    if (valid === 1) return;
    result.add('number_one_of', place, 'Must validate one and only one schema (oneOf)');
    if (valid === 0 && best !== undefined) result.merge(best);
  }

  #dependencies(schema: SchemaNode, value: JsonObject, into: Into): void {
    for (const key of keysOf(value)) {
      const dependency = schema.dependencies.get(key);
      if (dependency === undefined) continue;
      if ('types' in dependency) {
        this.validate(dependency, value, into);
        continue;
      }
      for (const name of dependency) {
        if (Object.hasOwn(value, name)) continue;
        into.result.add('missing_dependency', into.place, `Has a dependency on ${name}`);
      }
    }
  }

  #condition(schema: SchemaNode, value: JsonValue, { result, place }: Into): void {
    const holds = schema.if !== undefined && this.#apart(schema.if, value, place).isValid;
    const branch = holds ? schema.then : schema.else;
    const outcome = branch && this.#apart(branch, value, place);
    if (outcome === undefined || outcome.isValid) return;
    if (holds) result.add('condition_then', place, 'Must validate "then" as "if" was valid');
    else result.add('condition_else', place, 'Must validate "else" as "if" was not valid');
    result.merge(outcome);
  }

  #array(schema: SchemaNode, value: readonly JsonValue[], into: Into): void {
    const { result, place } = into;
    this.#items(schema, value, into);
    const { minItems, maxItems } = schema.sizes;
    if (minItems !== undefined && value.length < minItems) {
      result.add('array_min_items', place, `Array must have at least ${minItems} items`);
    }
    if (maxItems !== undefined && value.length > maxItems) {
      result.add('array_max_items', place, `Array must have at most ${maxItems} items`);
    }
    if (schema.uniqueItems === true) checkUnique(value, into);
    if (schema.contains !== undefined) this.#contains(schema.contains, value, into);
    result.score++;
  }

  #items({ items, additionalItems }: SchemaNode, value: readonly JsonValue[], { result, place }: Into): void {
    if (items === undefined) return;
    for (const [at, item] of value.entries()) {
      const schema = isNode(items) ? items : (items[at] ?? additionalItems);
      if (typeof schema !== 'object') continue;
      result.merge(this.#apart(schema, item, `${place}.${at}`));
    }
    const isTooLong = !isNode(items) && items.length > 0 && value.length > items.length;
    if (isTooLong && additionalItems === false) {
      result.add('array_no_additional_items', place, 'No additional items allowed on array');
    }
  }

  #contains(schema: SchemaNode, value: readonly JsonValue[], { result, place }: Into): void {
    let best: ValidationResult | undefined;
    for (const [at, item] of value.entries()) {
      const one = this.#apart(schema, item, `${place}.${at}`);
      if (one.isValid) return;
      if (best === undefined || one.score > best.score) best = one;
    }
    result.add('contains', place, 'At least one of the items must match');
    if (best !== undefined) result.merge(best);
  }

  #object(schema: SchemaNode, value: JsonObject, { result, place }: Into): void {
    const keys = keysOf(value);
    const { minProperties, maxProperties } = schema.sizes;
    if (minProperties !== undefined && keys.length < minProperties) {
      result.add('array_min_properties', place, `Must have at least ${minProperties} properties`);
    }
    if (maxProperties !== undefined && keys.length > maxProperties) {
      result.add('array_max_properties', place, `Must have at most ${maxProperties} properties`);
    }
    for (const name of schema.required) {
      if (Object.hasOwn(value, name)) result.score++;
      else result.add('required', place, `${name} is required`);
    }
    for (const key of keys) this.#property(schema, { key, value: value[key] ?? null }, { result, place });
    for (const key of schema.propertyNames === undefined ? [] : keys) {
      const outcome = schema.propertyNames && this.#apart(schema.propertyNames, key, place);
      if (outcome === undefined || outcome.isValid) continue;
      result.add('invalid_property_name', place, `Property name of "${key}" does not match`);
      result.merge(outcome);
    }
    result.score++;
  }

  /** By the patterns of names, and where no name fits, by what holds for the others. */
  #property(
    schema: SchemaNode,
    entry: { readonly key: string; readonly value: JsonValue },
    { result, place }: Into,
  ): void {
    const { key, value } = entry;
    let matched = false;
    for (const [source, part] of schema.patternProperties) {
      if (!patternOf(source).isIn(key)) continue;
      matched = true;
      result.merge(this.#apart(part, value, `${place}.${key}`));
    }
    if (matched) result.score++;
    if (matched || schema.properties.has(key)) return;
    const additional = schema.additionalProperties;
    if (additional === false) {
      result.add('additional_property_not_allowed', place, `Additional property ${key} is not allowed`);
    } else if (typeof additional === 'object') result.merge(this.#apart(additional, value, `${place}.${key}`));
  }

  #properties(schema: SchemaNode, value: JsonObject, { result, place }: Into): void {
    for (const [name, part] of schema.properties) {
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      if (held !== undefined) this.validate(part, held, { result, place: `${place}.${name}` });
    }
  }
}

function isNode(items: SchemaNode | readonly SchemaNode[]): items is SchemaNode {
  return 'types' in items;
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isNumber(value)) return integerOf(value) === undefined ? 'number' : 'integer';
  if (isList(value)) return 'array';
  return isObject(value) ? 'object' : typeof value;
}

/** In order, so that errors are. */
function keysOf(value: JsonObject): readonly string[] {
  return Object.keys(value).sort(compareText);
}
