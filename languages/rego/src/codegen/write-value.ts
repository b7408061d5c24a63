import { isPlainKey } from '../evaluate/select.ts';
import type { ComprehensionPlan, DocumentPlan, Pattern, Value } from '../plan/plan.ts';
import type { RegoValue } from '../values/value.ts';
import type { CodeWriter } from './code-writer.ts';
import type { RuleWriter } from './rule-writer.ts';

/** Writes what calculates a value: gives the expression that holds it, and jumps out of block `exit` where it is undefined. */
export function writeValue(rule: RuleWriter, value: Value, exit: string): string {
  const { code } = rule;
  switch (value.op) {
    case 'constant':
      return writeConstant(code, value.value);
    case 'register':
      return `r_${value.at}`;
    case 'input':
      return writeDefined(code, 'machine.input', exit);
    case 'select':
      return writeKeys(rule, writeValue(rule, value.of, exit), value.keys, exit);
    case 'base':
      return writeBase(rule, value.path, exit);
    case 'data':
      return writeDefined(code, `dataAt(machine, [${writeValues(rule, value.path, exit)}])`, exit);
    case 'document':
      return writeDocument(rule, value, exit);
    case 'array':
      return writeDefined(code, `[${writeValues(rule, value.items, exit)}]`);
    case 'set':
      return writeDefined(code, `setOf([${writeValues(rule, value.items, exit)}])`);
    case 'object':
      return writeObject(rule, value.entries, exit);
    case 'comprehension':
      return writeComprehension(rule, value);
  }
}

/** Values one after the other, as a list of expressions. */
export function writeValues(rule: RuleWriter, values: readonly Value[], exit: string): string {
  return values.map((value) => writeValue(rule, value, exit)).join(', ');
}

/** Keeps an expression under a name; where it may be undefined, with the block that is left then. */
function writeDefined(code: CodeWriter, expression: string, exit?: string): string {
  const name = code.fresh('v');
  code.line(`const ${name} = ${expression};`);
  if (exit !== undefined) code.line(`if (${name} === undefined) break ${exit};`);
  return name;
}

/** Numbers, truth values and null are written down; anything that has text is handed over. */
function writeConstant(code: CodeWriter, value: RegoValue): string {
  const isPlain =
    value === null || typeof value === 'boolean' || (Number.isSafeInteger(value) && !Object.is(value, -0));
  return isPlain ? `(${value})` : code.constant(value);
}

function writeKeys(rule: RuleWriter, of: string, keys: readonly Value[], exit: string): string {
  return keys.reduce((found, key) => writeKey(rule, found, key, exit), of);
}

function writeKey(rule: RuleWriter, of: string, key: Value, exit: string): string {
  const { code } = rule;
  if (key.op !== 'constant' || typeof key.value !== 'string') {
    return writeDefined(code, `select(${of}, ${writeValue(rule, key, exit)})`, exit);
  }
  const text = code.constant(key.value);
  if (!isWritable(key.value)) return writeDefined(code, `selectText(${of}, ${text})`, exit);
  const name = code.fresh('v');
  code.line(`if (typeof ${of} !== 'object' || ${of} === null) break ${exit};`);
  code.line(`let ${name} = ${of}.${key.value};`);
  code.line(`if (${name} === undefined && (${name} = selectText(${of}, ${text})) === undefined) break ${exit};`);
  return name;
}

/** The one thing of a policy that is written as code: a key that is a plain word, so that the engine can cache where it stands. */
function isWritable(key: string): boolean {
  return /^[A-Za-z_]\w{0,63}$/.test(key) && isPlainKey(key);
}

function writeBase(rule: RuleWriter, path: readonly Value[], exit: string): string {
  return path.reduce((of, key) => {
    const known = writeValue(rule, key, exit);
    return writeDefined(rule.code, `selectBase(${of}, ${known})`, exit);
  }, 'machine.data');
}

function writeDocument(
  rule: RuleWriter,
  { document, keys }: { readonly document: DocumentPlan; readonly keys: readonly Value[] },
  exit: string,
): string {
  const { code } = rule;
  const linked = code.constant(rule.linker.document(document));
  const depth = document.kind === 'complete' ? 0 : document.depth;
  const known = keys.slice(0, depth);
  const read =
    known.length === 0 ? `${linked}.value(machine)` : `${linked}.valueAt(machine, [${writeValues(rule, known, exit)}])`;
  return writeKeys(rule, writeDefined(code, read, exit), keys.slice(depth), exit);
}

function writeObject(rule: RuleWriter, entries: readonly (readonly [Value, Value])[], exit: string): string {
  const { code } = rule;
  const builder = writeDefined(code, 'new ObjectBuilder()');
  for (const [key, value] of entries) {
    const name = writeValue(rule, key, exit);
    code.line(`${builder}.set(${name}, ${writeValue(rule, value, exit)});`);
  }
  return writeDefined(code, `${builder}.build()`);
}

const collections = { array: '[]', set: 'new RegoSet()', object: 'new ObjectBuilder()' } as const;

function writeComprehension(rule: RuleWriter, plan: ComprehensionPlan): string {
  const { code } = rule;
  // Groups are found once for many values around them, across calls of the rule.
  if (plan.groups !== undefined) code.giveUp();
  const members = writeDefined(code, collections[plan.kind]);
  const block = code.fresh('b');
  code.line(`${block}: {`);
  rule.block(plan.block, block, (exit) => {
    const key = plan.key === undefined ? '' : `${writeValue(rule, plan.key, exit)}, `;
    const value = writeValue(rule, plan.value, exit);
    code.line('machine.count(1, 1);');
    if (plan.kind === 'array') code.line(`${members}.push(${value});`);
    else if (plan.kind === 'set') code.line(`addMember(${members}, ${value});`);
    else code.line(`addEntry(${members}, ${key}${value}, ${code.constant(plan)});`);
  });
  code.line('}');
  return plan.kind === 'object' ? writeDefined(code, `${members}.build()`) : members;
}

/** Writes the comparison of a value with a pattern; jumps out of block `exit` where they differ. */
export function writePattern(rule: RuleWriter, pattern: Pattern, { value, exit }: Matched): void {
  const { code } = rule;
  switch (pattern.op) {
    case 'any':
      return;
    case 'bind':
      code.line(`r_${pattern.at} = ${value};`);
      return;
    case 'equal':
      writeEqual(code, [writeValue(rule, pattern.value, exit), value], { values: [pattern.value], exit });
      return;
    case 'items':
      code.line(`if (!isArray(${value}) || ${value}.length !== ${pattern.items.length}) break ${exit};`);
      pattern.items.forEach((item, at) => {
        writePattern(rule, item, { value: writeDefined(code, `${value}[${at}]`, exit), exit });
      });
      return;
    case 'entries':
      code.line(`if (!isObject(${value}) || size(${value}) !== ${pattern.entries.length}) break ${exit};`);
      for (const [key, inner] of pattern.entries) {
        const found = writeDefined(code, `get(${value}, ${writeValue(rule, key, exit)})`, exit);
        writePattern(rule, inner, { value: found, exit });
      }
  }
}

interface Matched {
  /** The expression that holds the value. */
  readonly value: string;
  readonly exit: string;
}

interface Compared {
  readonly values: readonly Value[];
  readonly exit: string;
}

/** Jumps out of `exit` where two values differ. */
export function writeEqual(code: CodeWriter, [a, b]: readonly [string, string], { values, exit }: Compared): void {
  const isIdentity = values.some((value) => value.op === 'constant' && hasIdentity(value.value));
  code.line(`if (${a} !== ${b}${isIdentity ? '' : ` && !equal(${a}, ${b})`}) break ${exit};`);
}

/** Whether a value equals no other than itself as JavaScript compares. */
function hasIdentity(value: RegoValue): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
