import { parseQuantity } from '@bulwark/model';
import { ExactDecimal, isList, isObject, type JsonObject, type JsonValue, nearestName, pointer } from '@bulwark/text';
import { fits } from './fits.ts';
import { isBase64, isInteger, isTimestamp } from './formats.ts';
import type { SchemaProblem } from './problem.ts';
import type { ScalarSchema, Schema } from './schema.ts';
import type { SchemaSet } from './schema-set.ts';

export interface Validation {
  /** False where the set has no schema of the kind: then nothing is said about the object. */
  readonly known: boolean;
  /** In the order of the object; at most 200. */
  readonly problems: readonly SchemaProblem[];
}

const mostProblems = 200;
const nothingKnown: Validation = { known: false, problems: [] };
const noProblems: Validation = { known: true, problems: [] };

/** Judges an object by the schema of its kind, as strictly as the API server does with `fieldValidation=Strict`. */
export function validate(object: JsonObject, set: SchemaSet): Validation {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return nothingKnown;
  const schema = set.ofKind(apiVersion, kind);
  if (schema === undefined) return nothingKnown;
  if (fits(object, schema, set)) return noProblems;
  const run: Run = { set, problems: [], digested: kind === 'Secret' && apiVersion === 'v1' };
  judge(object, schema, { run, at: '' });
  return { known: true, problems: run.problems };
}

interface Run {
  readonly set: SchemaSet;
  readonly problems: SchemaProblem[];
  /** Values of a Secret may stand as digests: `{digest, bytes}`. */
  readonly digested: boolean;
}

interface Spot {
  readonly run: Run;
  readonly at: string;
}

function judge(value: JsonValue, schema: Schema, spot: Spot): void {
  if (spot.run.problems.length >= mostProblems) return;
  // Go decodes null as the zero value of its type.
  if (value === null) return;
  switch (schema.kind) {
    case 'any':
      return;
    case 'reference':
      return judge(value, spot.run.set.definition(schema.name), spot);
    case 'object':
      return isObject(value) ? judgeObject(value, schema, spot) : wrongType(value, 'an object', spot);
    case 'map':
      return isObject(value) ? judgeMap(value, schema.values, spot) : wrongType(value, 'an object', spot);
    case 'list':
      return isList(value) ? judgeList(value, schema.items, spot) : wrongType(value, 'a list', spot);
    default:
      return judgeScalar(value, schema, spot);
  }
}

function judgeObject(object: JsonObject, schema: Schema & { kind: 'object' }, { run, at }: Spot): void {
  for (const [name, value] of Object.entries(object)) {
    const field = schema.fields.get(name);
    if (field === undefined) unknownField(name, schema.fields.keys(), { run, at });
    else judge(value, field, { run, at: pointer(at, name) });
  }
  for (const name of schema.required) {
    if (Object.hasOwn(object, name) && (object[name] !== null || !isStruct(schema.fields.get(name), run.set))) continue;
    const found = Object.hasOwn(object, name) ? 'null' : 'nothing';
    report({ kind: 'missing-field', pointer: pointer(at, name), expected: 'a required field', found }, run);
  }
}

/** Go writes empty lists, times and maps as null, so a null there is an empty value; that of a struct is an absence. */
function isStruct(schema: Schema | undefined, set: SchemaSet): boolean {
  if (schema?.kind === 'reference') return isStruct(set.definition(schema.name), set);
  return schema?.kind === 'object';
}

function judgeMap(map: JsonObject, values: Schema, { run, at }: Spot): void {
  if (values.kind === 'any') return;
  for (const [name, value] of Object.entries(map)) judge(value, values, { run, at: pointer(at, name) });
}

function judgeList(list: readonly JsonValue[], items: Schema, { run, at }: Spot): void {
  for (const [index, value] of list.entries()) {
    // The zero value of an object is an empty one, which lacks what is required.
    const isEmpty = value === null && isStruct(items, run.set);
    judge(isEmpty ? {} : value, items, { run, at: `${at}/${index}` });
  }
}

function judgeScalar(value: JsonValue, schema: ScalarSchema, spot: Spot): void {
  switch (schema.kind) {
    case 'string':
      return judgeString(value, schema, spot);
    case 'integer':
      return isInteger(value, schema.bits) ? undefined : wrongType(value, `an integer (int${schema.bits})`, spot);
    case 'number':
      return isNumber(value) ? undefined : wrongType(value, 'a number', spot);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrongType(value, 'true or false', spot);
    case 'int-or-string':
      if (typeof value === 'string' || isInteger(value, 32)) return;
      return wrongType(value, 'an integer (int32) or a string', spot);
    case 'quantity':
      return judgeQuantity(value, spot);
  }
}

function judgeString(value: JsonValue, schema: Schema & { kind: 'string' }, spot: Spot): void {
  const { run, at } = spot;
  if (typeof value !== 'string') {
    if (!(run.digested && isDigest(value))) wrongType(value, 'a string', spot);
  } else if (schema.format === 'byte' && !isBase64(value)) {
    wrongValue({ pointer: at, expected: 'base64 (RFC 4648)', found: 'another string' }, run);
  } else if (schema.format === 'date-time' && !isTimestamp(value)) {
    wrongValue({ pointer: at, expected: 'a time (RFC 3339)', found: quoted(value) }, run);
  } else if (schema.values && !schema.values.includes(value)) {
    wrongValue({ pointer: at, expected: `one of ${schema.values.join(', ')}`, found: quoted(value) }, run);
  }
}

function judgeQuantity(value: JsonValue, spot: Spot): void {
  if (typeof value !== 'string' && !isNumber(value)) return wrongType(value, 'a quantity', spot);
  if (parseQuantity(typeof value === 'string' ? value.trim() : value) !== undefined) return;
  wrongValue({ pointer: spot.at, expected: 'a quantity, such as 500m or 1Gi', found: quoted(String(value)) }, spot.run);
}

function isNumber(value: JsonValue): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactDecimal;
}

function isDigest(value: JsonValue): boolean {
  return isObject(value) && typeof value['digest'] === 'string' && typeof value['bytes'] === 'number';
}

function unknownField(name: string, known: Iterable<string>, { run, at }: Spot): void {
  const nearest = nearestName(name, known);
  report(
    {
      kind: 'unknown-field',
      pointer: pointer(at, name),
      expected: 'a field that the kind has',
      found: name,
      ...(nearest === undefined ? {} : { nearest }),
    },
    run,
  );
}

function wrongType(value: JsonValue, expected: string, { run, at }: Spot): void {
  report({ kind: 'wrong-type', pointer: at, expected, found: describe(value, expected) }, run);
}

function wrongValue(problem: Omit<SchemaProblem, 'kind'>, run: Run): void {
  report({ kind: 'wrong-value', ...problem }, run);
}

function report(problem: SchemaProblem, run: Run): void {
  if (run.problems.length < mostProblems) run.problems.push(problem);
}

/** A number where a string belongs may be a password in an env variable, so only the type of a value is told... */
function describe(value: JsonValue, expected: string): string {
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string')
    return isTellable(value, expected) ? `the string ${JSON.stringify(value)}` : 'a string';
  return expected.startsWith('an integer') ? `the number ${String(value)}` : 'a number';
}

/** ...but "true" and "3" where a boolean or a number belongs. */
function isTellable(value: string, expected: string): boolean {
  return expected !== 'an object' && expected !== 'a list' && /^(?:true|false|yes|no|on|off|-?\d{1,10})$/i.test(value);
}

function quoted(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}
