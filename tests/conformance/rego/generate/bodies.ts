import { indexed, logical } from './conditions.ts';
import { literal } from './literals.ts';
import { deeper, freshName, type Grammar, type Kind, type Known, kinds, type Scope, withVariables } from './scope.ts';
import { builtinCall, part, pattern } from './terms.ts';

interface Stated {
  readonly text: string;
  readonly scope: Scope;
}

/** Statements, each with what the ones before have bound; now and then in another order. */
export function body(grammar: Grammar, scope: Scope, most: number): { statements: readonly string[]; scope: Scope } {
  const statements: string[] = [];
  let inner = scope;
  for (const one of scope.random.several(1, most, (at) => at)) {
    const made = one === 0 && scope.random.once(2) ? binding(grammar, inner) : statement(grammar, inner);
    inner = made.scope;
    statements.push(made.text);
  }
  statements.push(...uses(scope, inner, statements));
  return { statements: scope.random.once(60) ? scope.random.shuffled(statements) : statements, scope: inner };
}

// A variable declared and never used is an error, which would hide all others.
function uses(before: Scope, { variables, random }: Scope, statements: readonly string[]): string[] {
  const text = statements.join('\n');
  return variables.slice(before.variables.length).flatMap(({ text: name }) => {
    if ((text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1 || random.once(30)) return [];
    return [
      random.pick([
        `${name} == ${name}`,
        `type_name(${name}) != "zz"`,
        `not ${name} != ${name}`,
        `count([${name}]) > 0`,
      ]),
    ];
  });
}

type Maker = (grammar: Grammar, scope: Scope) => Stated;

const makers: readonly (readonly [number, Maker])[] = [
  [8, binding],
  [1, comparison],
  [1, test],
  [2, negation],
  [2, unification],
  [2, destructuring],
  [2, iteration],
  [2, membership],
  [1, everyOne],
  [2, modified],
  [1, walking],
  [2, indexed],
  [1, logical],
  [1, unsafe],
];
const weights = makers.reduce((sum, [weight]) => sum + weight, 0);

function statement(grammar: Grammar, scope: Scope): Stated {
  let left = scope.random.below(weights);
  for (const [weight, maker] of makers) {
    left -= weight;
    if (left < 0) return maker(grammar, scope);
  }
  return test(grammar, scope);
}

function binding(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  if (random.once(2)) return iteration(grammar, scope);
  const kind = random.pick(kinds);
  const value = grammar.term(deeper(scope), kind);
  return bind(scope, (name) => `${name} := ${value}`, kind);
}

function bind(scope: Scope, write: (name: string) => string, kind: Kind): Stated {
  const name = freshName(scope);
  return { text: write(name), scope: withVariables(scope, [{ text: name, kind }]) };
}

function comparison(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  const kind = random.pick(kinds);
  const sides = [grammar.term(deeper(scope), kind), grammar.term(deeper(scope), kind)];
  return { text: sides.join(` ${random.pick(['==', '!=', '!=', '!=', '<', '<=', '>', '>='])} `), scope };
}

function test(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  const text = random.once(3)
    ? builtinCall(grammar, scope, 'boolean')
    : grammar.term(scope, random.pick(['boolean', 'any']));
  return { text, scope };
}

function negation(grammar: Grammar, scope: Scope): Stated {
  const inner = scope.random.once(2) ? test(grammar, scope) : comparison(grammar, scope);
  // OPA takes a lone `not true` for true where the head of the rule needs statements of its own.
  return { text: inner.text === 'true' ? 'not false' : `not ${inner.text}`, scope };
}

function unification(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  if (random.once(3)) {
    const left = pattern(scope, 6);
    const other = random.once(20) ? pattern(scope, 6).text : (part(scope) ?? grammar.term(deeper(scope), left.kind));
    return { text: `${left.text} = ${other}`, scope: left.scope };
  }
  const value = grammar.term(deeper(scope), 'any');
  return bind(scope, (name) => (random.once(2) ? `${name} = ${value}` : `${value} = ${name}`), 'any');
}

function destructuring(grammar: Grammar, scope: Scope): Stated {
  const made = pattern(scope, 60);
  const value = !scope.random.once(15) ? part(scope) : grammar.term(deeper(scope), made.kind);
  return value === undefined ? test(grammar, scope) : { text: `${made.text} := ${value}`, scope: made.scope };
}

function iteration(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  const collection = grammar.term(deeper(scope), random.pick(['array', 'object', 'set']));
  if (!scope.isOld && random.once(2)) {
    return random.once(3)
      ? bind(scope, (name) => `some ${name} in ${collection}`, 'any')
      : keyed(scope, (key, value) => `some ${key}, ${value} in ${collection}`);
  }
  const from = [...scope.documents, ...scope.variables].filter(({ kind }) =>
    ['array', 'object', 'set', 'any'].includes(kind),
  );
  if (from.length === 0) return bind(scope, (name) => `${name} := ${collection}[_]`, 'any');
  const { text } = random.pick(from);
  if (random.once(3)) return bind(scope, (name) => `some ${name}; ${text}[${name}]`, 'any');
  return keyed(scope, (key, value) => `${value} ${random.pick([':=', '='])} ${text}[${key}]`);
}

function keyed(scope: Scope, write: (key: string, value: string) => string): Stated {
  const key = scope.random.once(6) ? '_' : freshName(scope);
  const value = freshName(scope);
  const bound = [key, value].filter((name) => name !== '_').map((text): Known => ({ text, kind: 'any' }));
  return { text: write(key, value), scope: withVariables(scope, bound) };
}

function membership(grammar: Grammar, scope: Scope): Stated {
  if (scope.isOld) return comparison(grammar, scope);
  const { random } = scope;
  const kind = random.pick(['array', 'object', 'set'] as const);
  const collection = random.once(3) ? grammar.term(deeper(scope), kind) : (part(scope) ?? 'input.any');
  const item = grammar.term(deeper(scope), 'any');
  return {
    text: random.once(3)
      ? `${grammar.term(deeper(scope), 'any')}, ${item} in ${collection}`
      : `${item} in ${collection}`,
    scope,
  };
}

function everyOne(grammar: Grammar, scope: Scope): Stated {
  if (scope.isOld) return test(grammar, scope);
  const { random } = scope;
  const names = random.several(1, 2, () => freshName(scope));
  const inner = withVariables(
    deeper(scope),
    names.map((text) => ({ text, kind: 'any' })),
  );
  const made = grammar.body(inner, 2);
  const statements = [...made.statements, ...uses(scope, inner, [names.join(), ...made.statements])];
  const collection = grammar.term(deeper(scope), random.pick(['array', 'object', 'set']));
  return { text: `every ${names.join(', ')} in ${collection} { ${statements.join('; ')} }`, scope };
}

/** An expression under `with`. */
function modified(grammar: Grammar, scope: Scope): Stated {
  const { random } = scope;
  const document = scope.documents.length > 0 ? random.pick(scope.documents).text : 'input';
  const targets = ['input', 'input.n', 'input.obj.a', 'data.base.list', 'data.base', document.replace(/\[.*$/, '')];
  const modifiers = random.several(
    1,
    2,
    () => ` with ${random.pick(targets)} as ${grammar.term({ ...scope, depth: 0 }, 'any')}`,
  );
  const mock = random.once(5) ? ` with ${mockTarget(scope)} as ${mockOf(scope)}` : '';
  const inner = random.once(2) ? binding(grammar, scope) : test(grammar, scope);
  // A list of several statements cannot be modified as one.
  if (/^some |; /.test(inner.text)) return inner;
  return { text: `${inner.text}${modifiers.join('')}${mock}`, scope: inner.scope };
}

function mockOf(scope: Scope): string {
  const { random, functions } = scope;
  if (random.once(4)) return random.pick(['count', 'upper', 'min', 'is_string', 'contains']);
  return functions.length > 0 && random.once(2) ? random.pick(functions).name : literal(random, 'any', 1);
}

function mockTarget({ random, functions }: Scope): string {
  if (functions.length > 0 && random.once(2)) return random.pick(functions).name;
  return random.pick(['count', 'lower', 'startswith', 'max', 'time.now_ns', 'http.send']);
}

function walking(grammar: Grammar, scope: Scope): Stated {
  const value = grammar.term(deeper(scope), scope.random.pick(['array', 'object', 'any']));
  return keyed(scope, (path, inner) => `walk(${value}, [${path}, ${inner}])`);
}

/** Rarely a variable that nothing binds. */
function unsafe(grammar: Grammar, scope: Scope): Stated {
  if (!scope.random.once(40)) return comparison(grammar, scope);
  return {
    text: `${freshName(scope)} ${scope.random.pick(['>', '==', '=', '!='])} ${grammar.term(deeper(scope), 'any')}`,
    scope,
  };
}
