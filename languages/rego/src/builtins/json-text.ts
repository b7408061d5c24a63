import { readJson } from '../values/from-json.ts';
import { entriesInOrder } from '../values/object.ts';
import { printValue } from '../values/print-value.ts';
import { quote } from '../values/quote.ts';
import { indentedJsonText, jsonTextOf } from '../values/to-json.ts';
import type { RegoValue } from '../values/value.ts';
import { kindOf } from '../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from './builtin.ts';
import { type Args, objectAt, operand, operandError, textAt } from './operands.ts';

export const jsonTextBuiltins: readonly Builtin[] = [
  { name: 'json.marshal', evaluate: (args, context) => counted(jsonTextOf(operand(args, 0)), context) },
  { name: 'json.marshal_with_options', evaluate: marshalWithOptions },
  { name: 'json.unmarshal', evaluate: unmarshal },
  { name: 'json.is_valid', evaluate: isValid },
];

function counted(text: string, context: BuiltinContext): string {
  context.count(text.length >> 6, text.length);
  return text;
}

interface Options {
  prefix: string;
  indent: string;
  pretty: boolean | undefined;
  isImplied: boolean;
}

function marshalWithOptions(args: Args, context: BuiltinContext): string {
  const options: Options = { prefix: '', indent: '\t', pretty: undefined, isImplied: false };
  const given = entriesInOrder(objectAt(args, 1));
  for (const [at, [key, value]] of given.entries()) {
    if (typeof key !== 'string') {
      const problem = `operand ${at} must be string but got ${kindOf(key)}`;
      throw operandError(1, `failed to stringify key ${printValue(key)} at index ${at}: ${problem}`);
    }
    setOption(options, { key, value, at });
  }
  const value = operand(args, 0);
  if (!(options.pretty ?? options.isImplied)) return counted(jsonTextOf(value), context);
  return counted(options.prefix + indentedJsonText(value, options), context);
}

function setOption(
  options: Options,
  { key, value, at }: { readonly key: string; readonly value: RegoValue; readonly at: number },
): void {
  if (key === 'prefix' || key === 'indent') {
    if (typeof value !== 'string') {
      const problem = `operand ${at} must be string but got ${kindOf(value)}`;
      throw operandError(1, `key ${quote(key)} failed cast to string: ${problem}`);
    }
    options[key] = value;
    options.isImplied = true;
  } else if (key === 'pretty') {
    if (typeof value !== 'boolean') throw operandError(1, `key ${quote(key)} failed cast to bool`);
    options.pretty = value;
  } else throw operandError(1, `object contained unknown key ${quote(key)}`);
}

function unmarshal(args: Args, context: BuiltinContext): RegoValue {
  const text = textAt(args, 0);
  context.count(text.length >> 6, text.length);
  const reading = readJson(text);
  if ('problem' in reading) throw new BuiltinError(reading.problem);
  return reading.value;
}

function isValid(args: Args): boolean {
  const text = operand(args, 0);
  if (typeof text !== 'string') return false;
  const reading = readJson(text);
  return 'value' in reading || reading.isJson === true;
}
