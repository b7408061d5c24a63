import { defaultLimits, type JsonValue, parseYaml, SourceText } from '@bulwark/text';
import { toJson } from '../../values/to-json.ts';
import type { RegoValue } from '../../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, operand, textAt } from '../operands.ts';
import { coreScalar } from './core-scalar.ts';
import { yamlText } from './yaml-text.ts';

export const yamlBuiltins: readonly Builtin[] = [
  { name: 'yaml.unmarshal', evaluate: (args, context) => readYaml(textAt(args, 0), context) },
  { name: 'yaml.is_valid', evaluate: isValid },
  { name: 'yaml.marshal', evaluate: marshal },
];

/** The first document; all others must be in order too. Throws BuiltinError. */
function readYaml(text: string, context: BuiltinContext): JsonValue {
  context.count(text.length >> 6, text.length);
  const { documents, diagnostics } = parseYaml(new SourceText('', text), defaultLimits, coreScalar);
  const broken = diagnostics.find(({ code }) => code !== 'duplicate-key');
  if (broken !== undefined) {
    throw new BuiltinError(`yaml: line ${broken.line ?? 1}: did not find expected content: ${broken.message}`);
  }
  return documents[0]?.value ?? null;
}

function isValid(args: Args, context: BuiltinContext): boolean {
  const text = operand(args, 0);
  if (typeof text !== 'string') return false;
  try {
    readYaml(text, context);
    return true;
  } catch (error) {
    if (error instanceof BuiltinError) return false;
    throw error;
  }
}

function marshal(args: Args, context: BuiltinContext): RegoValue {
  const text = yamlText(toJson(operand(args, 0)));
  context.count(text.length >> 6, text.length);
  return text;
}
