import type { Codegen, CodegenGiven } from '../evaluate/codegen-port.ts';
import type { PartialRule, SingleRule } from '../evaluate/link.ts';
import { callBuiltin, relationResults } from '../evaluate/link-call.ts';
import { addEntry } from '../evaluate/link-comprehension.ts';
import { select, selectBase, selectText } from '../evaluate/select.ts';
import type { RuleBody } from '../plan/plan.ts';
import { membersInOrder } from '../values/compare.ts';
import { equal } from '../values/equal.ts';
import { get, keysInOrder, ObjectBuilder, size } from '../values/object.ts';
import { addMember, setOf } from '../values/set.ts';
import { isArray, isObject, isSet, type RegoArray, RegoSet, type RegoValue } from '../values/value.ts';
import { RuleWriter } from './rule-writer.ts';
import { writeValue, writeValues } from './write-value.ts';

/** Makes a function of its text, as `new Function(...parameters, text)` does. */
export type BuildFunction = (parameters: readonly string[], text: string) => unknown;

/** Makes code of rules by what makes functions of text. */
export function codegenBy(build: BuildFunction, after?: number): Codegen {
  return {
    ...(after === undefined ? {} : { after }),
    single: (body, given) => singleRule(body, { ...given, build }),
    partial: (body, given) => partialRule(body, { ...given, build }),
  };
}

type Given<Rule> = CodegenGiven<Rule> & { readonly build: BuildFunction };

function singleRule(body: RuleBody, given: Given<SingleRule>): SingleRule | undefined {
  const rule = new RuleWriter(given.linker);
  const { code } = rule;
  code.line('let found;');
  rule.body(body, (exit) => {
    const value = writeValue(rule, body.value, exit);
    // The first value is enough where a rule can give no other.
    if (body.value.op === 'constant') code.line(`found = ${value}; break rule;`);
    else code.line(`if (found === undefined) found = ${value}; else if (!equal(found, ${value})) throw conflict();`);
  });
  code.line('return found;');
  return built(rule, ['machine', 'args'], given);
}

function partialRule(body: RuleBody, given: Given<PartialRule>): PartialRule | undefined {
  const rule = new RuleWriter(given.linker);
  const { code } = rule;
  rule.body(body, (exit) => {
    const path = `[${writeValues(rule, body.path, exit)}]`;
    const value = writeValue(rule, body.value, exit);
    code.line('machine.count(1, 1);');
    code.line(`emit(${path}, ${value});`);
  });
  return built(rule, ['machine', 'args', 'emit'], given);
}

function built<Rule>(
  { code, linker }: RuleWriter,
  parameters: readonly string[],
  { build, closures, conflict }: Given<Rule>,
): Rule | undefined {
  if (!code.isComplete) return undefined;
  const outside = Object.entries({ ...runtime, closures, conflict, dataAt: linker.dataAt.bind(linker) });
  const names = [...outside, ...code.constants];
  const list = parameters.join(', ');
  const text = `return (${list}) => {\nif (machine.mocks !== undefined) return closures(${list});\n${code.text}\n};`;
  try {
    const make = build(
      names.map(([name]) => name),
      text,
    ) as (...values: readonly unknown[]) => Rule;
    return make(...names.map(([, value]) => value));
  } catch (error) {
    // The host lets no code be made, or its parser finds too much of it in one rule.
    if (error instanceof EvalError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What generated code calls, by the names it uses. */
const runtime = {
  addEntry,
  addMember,
  callBuiltin,
  equal,
  get,
  isArray,
  isObject,
  isSet,
  keysOf,
  ObjectBuilder,
  RegoSet,
  relationResults,
  select,
  selectBase,
  selectText,
  setOf,
  size,
};

/** The keys under which a collection is scanned, in order; undefined for an array: its places. */
function keysOf(value: RegoValue): RegoArray | undefined {
  if (isArray(value)) return undefined;
  if (isSet(value)) return membersInOrder(value);
  return isObject(value) ? keysInOrder(value) : [];
}
