import type { Linker, PartialRule, SingleRule } from '../evaluate/link.ts';
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

/** How the rules of a policy become JavaScript of their own, instead of closures. */
export interface Codegen {
  readonly build: BuildFunction;
  /** A rule is generated when it has been evaluated so often; 500 times unless told. */
  readonly after?: number;
}

/** What makes a rule's code, and what it falls back on. */
interface GenerateOptions<Rule> {
  readonly build: BuildFunction;
  readonly linker: Linker;
  /** The closures, which take over where `with` replaces calls. */
  readonly closures: Rule;
}

/** A complete rule or a function as generated code; undefined where it has something that only closures do. */
export function generateSingleRule(
  body: RuleBody,
  { conflict, ...options }: GenerateOptions<SingleRule> & { readonly conflict: () => Error },
): SingleRule | undefined {
  const rule = new RuleWriter(options.linker);
  const { code } = rule;
  code.line('let found;');
  rule.body(body, (exit) => {
    const value = writeValue(rule, body.value, exit);
    // The first value is enough where a rule can give no other.
    if (body.value.op === 'constant') code.line(`found = ${value}; break rule;`);
    else code.line(`if (found === undefined) found = ${value}; else if (!equal(found, ${value})) throw conflict();`);
  });
  code.line('return found;');
  return built(rule, ['machine', 'args'], { ...options, conflict });
}

/** A rule of a set or an object as generated code; undefined where it has something that only closures do. */
export function generatePartialRule(body: RuleBody, options: GenerateOptions<PartialRule>): PartialRule | undefined {
  const rule = new RuleWriter(options.linker);
  const { code } = rule;
  rule.body(body, (exit) => {
    const path = `[${writeValues(rule, body.path, exit)}]`;
    const value = writeValue(rule, body.value, exit);
    code.line('machine.count(1, 1);');
    code.line(`emit(${path}, ${value});`);
  });
  return built(rule, ['machine', 'args', 'emit'], options);
}

function built<Rule>(
  { code, linker }: RuleWriter,
  parameters: readonly string[],
  { build, ...given }: GenerateOptions<Rule> & { readonly conflict?: () => Error },
): Rule | undefined {
  if (!code.isComplete) return undefined;
  const outside = Object.entries({ ...runtime, ...given, dataAt: linker.dataAt.bind(linker) });
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
