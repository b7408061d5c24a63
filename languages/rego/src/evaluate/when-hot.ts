import type { RegoValue } from '../values/value.ts';
import type { Codegen } from './codegen-port.ts';
import type { Machine } from './machine.ts';

type Rule<Extra, Result> = (machine: Machine, args: readonly RegoValue[], extra: Extra) => Result;

/** Evaluates by closures until the rule has proved to be used a lot and a host lends what makes code. */
export function whenHot<Extra, Result>(
  closures: Rule<Extra, Result>,
  generate: (codegen: Codegen) => Rule<Extra, Result> | undefined,
): Rule<Extra, Result> {
  let calls = 0;
  let rule = closures;
  let isSettled = false;
  return (machine, args, extra) => {
    if (!isSettled) {
      const { codegen } = machine;
      if (codegen !== undefined && calls++ >= (codegen.after ?? hot)) {
        isSettled = true;
        rule = generate(codegen) ?? closures;
      }
    }
    return rule(machine, args, extra);
  };
}

/** Making code of a rule takes about as long as evaluating it by closures a thousand times. */
const hot = 500;
