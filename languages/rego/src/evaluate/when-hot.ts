import type { RuleBody } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import type { Linker, PartialRule, SingleRule } from './link.ts';
import type { Machine } from './machine.ts';

/** Makes code of rules in place of closures. Each gives undefined for a rule that has something only closures do. */
export interface Codegen {
  /** A rule is made anew when it has been evaluated so often; 500 times unless told. */
  readonly after?: number;
  /** Of a complete rule or a function. */
  readonly single: (body: RuleBody, given: CodegenGiven<SingleRule>) => SingleRule | undefined;
  /** Of a rule of a set or an object. */
  readonly partial: (body: RuleBody, given: CodegenGiven<PartialRule>) => PartialRule | undefined;
}

export interface CodegenGiven<Rule> {
  readonly linker: Linker;
  /** They take over where `with` replaces calls. */
  readonly closures: Rule;
  /** What is thrown where a rule that may have one value has two. */
  readonly conflict?: () => Error;
}

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
