import { readJson } from '../../values/from-json.ts';
import { printValue } from '../../values/print-value.ts';
import type { RegoValue } from '../../values/value.ts';
import { type Builtin, type BuiltinContext, BuiltinError } from '../builtin.ts';
import { type Args, objectAt, textAt } from '../operands.ts';
import { parseTemplate } from './parse-template.ts';
import { runTemplate } from './run-template.ts';

export const templateBuiltins: readonly Builtin[] = [{ name: 'strings.render_template', evaluate: renderTemplate }];

function renderTemplate(args: Args, context: BuiltinContext): RegoValue {
  const template = textAt(args, 0);
  // OPA hands over what it prints for the object: only what is JSON comes through, so no set.
  const data = readJson(printValue(objectAt(args, 1)));
  if ('problem' in data) throw new BuiltinError(data.problem);
  context.count(template.length, template.length);
  return runTemplate(parseTemplate(template), data.value, context).replaceAll('<no value>', '<undefined>');
}
