import type { JsonValue } from '@bulwark/text';
import { readJson } from '../../values/from-json.ts';
import { toJson } from '../../values/to-json.ts';
import { isArray, isObject, type RegoValue } from '../../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, operand } from '../operands.ts';
import { compileSchema } from './compile-schema.ts';
import { validate } from './validate.ts';

export const jsonSchemaBuiltins: readonly Builtin[] = [
  { name: 'json.verify_schema', evaluate: verify },
  { name: 'json.match_schema', evaluate: match },
];

/** JSON as a text, or an object or array. */
function documentOf(value: RegoValue): JsonValue {
  if (typeof value === 'string') {
    const reading = readJson(value);
    if ('problem' in reading) throw new BuiltinError('invalid JSON string');
    return reading.value;
  }
  if (isObject(value) || isArray(value)) return toJson(value);
  throw new BuiltinError('wrong type, expected string or object');
}

function verify(args: Args): RegoValue {
  try {
    compileSchema(documentOf(operand(args, 0)));
    return [true, null];
  } catch (error) {
    if (error instanceof BuiltinError) return [false, `jsonschema: ${error.message}`];
    throw error;
  }
}

function match(args: Args, context: BuiltinContext): RegoValue {
  const document = documentOf(operand(args, 0));
  const schema = compileSchema(documentOf(operand(args, 1)));
  const { errors, isValid } = validate(schema, document, () => context.count(1));
  const told = errors.map(({ type, field, description }) => {
    return { desc: description, error: `${field}: ${description}`, field, type };
  });
  return [isValid, told];
}
