import { keys, literal, numberText } from './literals.ts';
import { excluded, suitableNumber, suitableTerm, suitableText } from './operands.ts';
import { type Declaration, declarations, type RegoType } from './rego-builtins.ts';
import { deeper, freshName, type Grammar, isOfKind, type Kind, kinds, type Scope, withVariables } from './scope.ts';

const infix: Readonly<Record<string, readonly string[]>> = {
  number: ['+', '-', '*', '/', '%'],
  set: ['|', '&', '-'],
  boolean: ['==', '!=', '<', '<=', '>', '>='],
};

const callable = [...declarations.values()].filter(
  ({ name, result, relation, infix: operator }) =>
    result !== undefined && relation !== true && operator === undefined && !excluded.some((one) => one.test(name)),
);
const oldOnly = callable.filter(({ deprecated }) => deprecated === true);
const current = callable.filter(({ deprecated }) => deprecated !== true);

const anyKinds: readonly Kind[] = [...kinds, 'number', 'string'];

/** A term that is meant to be of a kind; once in a while it is not. */
export function term(grammar: Grammar, scope: Scope, wanted: Kind): string {
  const { random, depth } = scope;
  const meant = wanted === 'any' ? random.pick(anyKinds) : wanted;
  const kind = random.once(300) ? random.pick(kinds) : meant;
  if (depth > 0 && random.once(25)) return inside(grammar, deeper(scope));
  const choice = random.below(depth <= 0 ? 6 : 14);
  if (choice < 3) return known(scope, kind) ?? literal(random, kind, 1);
  if (choice < 6) return literal(random, kind, Math.min(depth, 2));
  if (choice < 8) return builtinCall(grammar, scope, kind);
  if (choice < 9) return userCall(grammar, scope, kind);
  if (choice < 11) return composite(grammar, deeper(scope), kind);
  if (choice < 12) return comprehension(grammar, deeper(scope), kind);
  return operation(grammar, deeper(scope), kind);
}

/** A part of what is written in place: of a call, a collection or a comprehension. */
function inside(grammar: Grammar, scope: Scope): string {
  const { random } = scope;
  const kind = random.pick(['array', 'object', 'set'] as const);
  const whole = random.pick([builtinCall, composite, comprehension, userCall])(grammar, scope, kind);
  return /^[[{a-z]/.test(whole) && whole !== 'set()' ? `${whole}${step(scope)}` : whole;
}

/** A variable or a document of about that kind, or a part of one. */
function known(scope: Scope, kind: Kind): string | undefined {
  const { random } = scope;
  const local = scope.variables.filter((one) => isOfKind(one, kind));
  const global = scope.documents.filter((one) => isOfKind(one, kind));
  const from = local.length > 0 && (global.length === 0 || !random.once(3)) ? local : global;
  if (from.length === 0 || random.once(8)) return part(scope);
  return random.pick(from).text;
}

/** Something inside a collection: a step or two into a variable or a document. */
export function part(scope: Scope): string | undefined {
  const { random } = scope;
  const all = [...scope.variables, ...scope.documents].filter(
    ({ kind }) => !['number', 'string', 'boolean', 'null'].includes(kind),
  );
  // What rules make has types, and most steps into it would be errors.
  const untyped = all.filter(({ text }) => /^(input|data\.base)\b/.test(text));
  const from = untyped.length > 0 && !random.once(4) ? untyped : all;
  if (from.length === 0) return undefined;
  return `${random.pick(from).text}${random.several(1, 2, () => step(scope)).join('')}`;
}

function step(scope: Scope): string {
  const { random } = scope;
  switch (random.below(6)) {
    case 0:
      return `[${random.below(3)}]`;
    case 1:
      return `.${random.pick(['a', 'b', 'name', 'n', 'list'])}`;
    case 2:
      return `[${JSON.stringify(random.pick(keys))}]`;
    case 3:
      return scope.variables.length > 0 ? `[${random.pick(scope.variables).text}]` : '[_]';
    case 4:
      return '[_]';
    default:
      return `[${literal(random, 'any', 1)}]`;
  }
}

function composite(grammar: Grammar, scope: Scope, kind: Kind): string {
  const { random } = scope;
  const item = (): string => grammar.term(scope, 'any');
  if (kind === 'array') return `[${random.several(0, 3, item).join(', ')}]`;
  // One member that is no constant: two with the same value OPA goes through twice.
  if (kind === 'set') return `{${[item(), ...random.several(0, 2, () => literal(random, 'string', 0))].join(', ')}}`;
  if (kind === 'object') {
    const key = (): string => (random.once(5) ? grammar.term(scope, 'any') : JSON.stringify(random.pick(keys)));
    return `{${random.several(1, 3, () => `${key()}: ${item()}`).join(', ')}}`;
  }
  if (kind === 'string' && !scope.isOld && random.once(2)) return templateString(grammar, scope);
  return literal(random, kind, scope.depth);
}

function templateString(grammar: Grammar, scope: Scope): string {
  const parts = scope.random.several(
    1,
    2,
    () => `${scope.random.pick(['', 'a ', '-', 'é'])}{${grammar.term({ ...scope, depth: 0 }, 'any')}}`,
  );
  return `$"${parts.join('')}"`;
}

function comprehension(grammar: Grammar, scope: Scope, kind: Kind): string {
  const { statements, scope: inner } = grammar.body(scope, 2);
  const head = (): string => grammar.term({ ...inner, depth: 0 }, 'any');
  const body = statements.join('; ');
  if (kind === 'array') return `[${head()} | ${body}]`;
  if (kind === 'set') return `{${head()} | ${body}}`;
  if (kind === 'object') return `{${head()}: ${head()} | ${body}}`;
  if (kind === 'number') return `count([${head()} | ${body}])`;
  return literal(scope.random, kind, 1);
}

function operation(grammar: Grammar, scope: Scope, kind: Kind): string {
  const operators = infix[kind];
  if (operators === undefined) return builtinCall(grammar, scope, kind);
  const operand: Kind = kind === 'boolean' ? scope.random.pick(['number', 'string', 'any']) : kind;
  const sides = [grammar.term(scope, operand), grammar.term(scope, operand)];
  return `(${sides.join(` ${scope.random.pick(operators)} `)})`;
}

function userCall(grammar: Grammar, scope: Scope, kind: Kind): string {
  const fitting = scope.functions.filter(({ result }) => result === kind || result === 'any' || kind === 'any');
  if (fitting.length === 0) return builtinCall(grammar, scope, kind);
  const { name, args } = scope.random.pick(fitting);
  return `${name}(${args.map((arg) => grammar.term(deeper(scope), arg)).join(', ')})`;
}

/** A call of a builtin with operands that mostly suit it. */
export function builtinCall(grammar: Grammar, scope: Scope, kind: Kind): string {
  const from = scope.isOld && scope.random.once(6) ? oldOnly : current;
  const fitting = from.filter(({ result }) => result !== undefined && kindsOf(result.type).includes(kind));
  if (fitting.length === 0) return literal(scope.random, kind, 1);
  const declaration = scope.random.pick(fitting);
  return `${declaration.name}(${operands(grammar, deeper(scope), declaration).join(', ')})`;
}

function operands(grammar: Grammar, scope: Scope, { name, args }: Declaration): string[] {
  return args.map(({ name: parameter, type }) => {
    const { random } = scope;
    const kind = random.pick(kindsOf(type));
    if (random.once(400)) return grammar.term(scope, 'any');
    const special = suitableTerm(random, name, parameter);
    if (special !== undefined) return special;
    if (type.kind === 'array' || type.kind === 'set')
      return collectionOperand(grammar, scope, { name, parameter, type });
    if (kind === 'string') return suitableText(random, name, parameter) ?? grammar.term(scope, 'string');
    if (kind === 'number')
      return suitableNumber(random, name) ?? (random.once(4) ? numberText(random) : grammar.term(scope, 'number'));
    return grammar.term(scope, kind);
  });
}

interface Place {
  readonly name: string;
  readonly parameter: string | undefined;
  readonly type: RegoType;
}

/** A collection whose members are of the type that is asked for. */
function collectionOperand(grammar: Grammar, scope: Scope, { name, parameter, type }: Place): string {
  const { random } = scope;
  const inner = type.kind === 'array' ? type.rest : type.kind === 'set' ? type.of : undefined;
  const kind: Kind = type.kind === 'array' ? 'array' : 'set';
  if (inner === undefined || inner.kind === 'any' || random.once(4)) return grammar.term(scope, kind);
  const items = random.several(1, 3, () => member(grammar, scope, { name, parameter, type: inner }));
  return kind === 'array' ? `[${items.join(', ')}]` : `{${items.join(', ')}}`;
}

function member(grammar: Grammar, scope: Scope, { name, parameter, type }: Place): string {
  const kind = scope.random.pick(kindsOf(type));
  const suits = kind === 'string' ? suitableText(scope.random, name, parameter) : undefined;
  return suits ?? grammar.term({ ...scope, depth: Math.min(scope.depth, 1) }, kind);
}

function kindsOf(type: RegoType): readonly Kind[] {
  if (type.kind === 'any') return type.of.length === 0 ? kinds : type.of.flatMap(kindsOf);
  return type.kind === 'unknown' || type.kind === 'function' ? ['any'] : [type.kind];
}

/** A few variables for a term that is to bind them; a constant among them once in so many times. */
export function pattern(
  scope: Scope,
  constants: number,
): { readonly text: string; readonly kind: Kind; readonly scope: Scope } {
  const { random } = scope;
  const names = random.several(1, 2, () => freshName(scope));
  const items = names.map((name) => (random.once(constants) ? literal(random, 'any', 0) : name));
  const bound = items.filter((item) => names.includes(item)).map((text) => ({ text, kind: 'any' as const }));
  const inner = withVariables(scope, bound);
  if (random.once(2)) return { text: `[${items.join(', ')}]`, kind: 'array', scope: inner };
  return { text: `{${items.map((item, at) => `"${keys[at]}": ${item}`).join(', ')}}`, kind: 'object', scope: inner };
}
