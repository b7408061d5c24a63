import { printValue } from '../values/print-value.ts';
import { membersInOrder } from '../values/set.ts';
import { isSet, type RegoValue } from '../values/value.ts';
import type { Builtin, BuiltinContext } from './builtin.ts';
import { type Args, arrayAt, textAt } from './operands.ts';

export const messageBuiltins: readonly Builtin[] = [
  { name: 'trace', evaluate: trace },
  { name: 'internal.print', evaluate: print },
  { name: 'internal.template_string', evaluate: (args) => arrayAt(args, 0).map(firstText).join('') },
];

function trace(args: Args, context: BuiltinContext): boolean {
  context.trace?.(textAt(args, 0));
  return true;
}

/** Each argument is a set of the values it may have: a line for every choice of them. */
function print(args: Args, context: BuiltinContext): boolean {
  const { print: write } = context;
  if (write === undefined) return true;
  let lines: readonly (readonly string[])[] = [[]];
  for (const argument of arrayAt(args, 0)) {
    const texts = textsOf(argument);
    context.count(lines.length * texts.length, lines.length * texts.length);
    lines = lines.flatMap((line) => texts.map((text) => [...line, text]));
  }
  for (const line of lines) write(line.join(' '));
  return true;
}

function firstText(part: RegoValue): string {
  return textsOf(part)[0] ?? '';
}

/** Of an empty set, which is an expression without a value, what OPA shows for it. */
function textsOf(part: RegoValue): readonly string[] {
  if (!isSet(part)) return [textOf(part)];
  return part.size === 0 ? ['<undefined>'] : membersInOrder(part).map(textOf);
}

function textOf(value: RegoValue): string {
  return typeof value === 'string' ? value : printValue(value);
}
