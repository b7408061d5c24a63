import { isObject as isJsonObject } from '@bulwark/text';
import { toJson } from '../../values/to-json.ts';
import { isObject, kindOf, type RegoValue } from '../../values/value.ts';
import { type Builtin, BuiltinError } from '../builtin.ts';
import { type Args, operand, operandError, textAt } from '../operands.ts';
import { succeeds } from '../succeeds.ts';
import { type ParsedGraphql, parseQuery } from './parse-query.ts';
import { parseSchema } from './parse-schema.ts';
import { makeSchema } from './schema.ts';
import { validateQuery } from './validate-query.ts';

export const graphqlBuiltins: readonly Builtin[] = [
  { name: 'graphql.parse_query', evaluate: (args) => parseQuery(textAt(args, 0)).document },
  { name: 'graphql.parse_schema', evaluate: (args) => parseSchema(textAt(args, 0)).document },
  { name: 'graphql.parse', evaluate: (args) => parseBoth(args) },
  { name: 'graphql.parse_and_verify', evaluate: parseAndVerify },
  { name: 'graphql.is_valid', evaluate: (args) => succeeds(() => parseBoth(args)) },
  { name: 'graphql.schema_is_valid', evaluate: (args) => succeeds(() => makeSchema(documentAt(args, 0, parseSchema))) },
];

/** The query and the schema, the one valid by the other. */
function parseBoth(args: Args): RegoValue {
  const query = documentAt(args, 0, parseQuery);
  const schema = documentAt(args, 1, parseSchema);
  validateQuery(makeSchema(schema), query);
  return [query.document, schema.document];
}

/** A text, or a document as a policy got it before. */
function documentAt(args: Args, index: number, parse: (text: string) => ParsedGraphql): ParsedGraphql {
  const value = operand(args, index);
  if (typeof value === 'string') return parse(value);
  const document = isObject(value) ? toJson(value) : undefined;
  if (isJsonObject(document)) return { document, positions: new WeakMap() };
  throw operandError(index - 1, `must be one of {string, object} but got ${kindOf(value)}`);
}

function parseAndVerify(args: Args): RegoValue {
  try {
    const both = parseBoth(args);
    return Array.isArray(both) ? [true, ...both] : [true, both];
  } catch (error) {
    if (error instanceof BuiltinError) return [false, {}, {}];
    throw error;
  }
}
