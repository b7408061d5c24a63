import { grammar } from './grammar.ts';
import { literal } from './literals.ts';
import { freshName, type Kind, type Known, type KnownFunction, kinds, type Scope, withVariables } from './scope.ts';

export interface MadeRule {
  readonly text: string;
  /** How others refer to it, without its package. */
  readonly document?: Known;
  readonly function?: KnownFunction;
}

/** One or more rules of a name, of any of the language's forms. */
export function rule(scope: Scope, name: string): MadeRule {
  const forms = [complete, complete, boolean, partialSet, partialSet, partialObject, fun, fun, general];
  const made = scope.random.pick(forms)(scope, name);
  return { ...made, text: `${metadata(scope)}${made.text}\n` };
}

/** Annotations, which `rego.metadata` tells. */
function metadata({ random }: Scope): string {
  if (!random.once(20)) return '';
  return `# METADATA\n# title: t\n${random.once(2) ? '# scope: document\n' : ''}# custom:\n#   a: [1, x]\n`;
}

function complete(scope: Scope, name: string): MadeRule {
  const { random } = scope;
  const kind = random.pick(kinds);
  const lines = random.several(1, random.once(4) ? 3 : 1, () => {
    const { text, scope: inner } = ruleBody(scope);
    return `${name} ${assign(scope)} ${headTerm(inner, kind)} ${text}${elses(scope, kind)}`;
  });
  return { text: [...defaults(scope, name, kind), ...lines].join('\n'), document: { text: name, kind } };
}

function boolean(scope: Scope, name: string): MadeRule {
  const lines = scope.random.several(1, 2, () => `${name} ${ruleBody(scope).text}`);
  return {
    text: [...defaults(scope, name, 'boolean'), ...lines].join('\n'),
    document: { text: name, kind: 'boolean' },
  };
}

function partialSet(scope: Scope, name: string): MadeRule {
  const lines = scope.random.several(1, 2, () => {
    const { text, scope: inner } = ruleBody(scope);
    const value = headTerm(inner, 'any');
    return scope.isOld ? `${name}[${value}] ${text}` : `${name} contains ${value} ${text}`;
  });
  return { text: lines.join('\n'), document: { text: name, kind: 'set' } };
}

function partialObject(scope: Scope, name: string): MadeRule {
  const lines = scope.random.several(1, 2, () => {
    const { text, scope: inner } = ruleBody(scope);
    return `${name}[${headTerm(inner, scope.random.pick(['string', 'any']))}] ${assign(scope)} ${headTerm(inner, 'any')} ${text}`;
  });
  return { text: lines.join('\n'), document: { text: name, kind: 'object' } };
}

/** Rules whose heads are longer references: `p.a.b`, `p[x].c`, `p.a contains x`. */
function general(scope: Scope, name: string): MadeRule {
  const { random } = scope;
  // Sets among values under one reference are conflicts, mostly.
  const areSets = !scope.isOld && random.once(3);
  const lines = random.several(1, 3, () => {
    const { text, scope: inner } = ruleBody(scope);
    const key = `[${headTerm(inner, 'string')}]`;
    const path = random.pick([`.a.${random.pick(['b', 'c'])}`, `${key}.c`, `.a${key}`, `${key}${key}`, '.a', '.d.e.f']);
    if (areSets !== random.once(20)) return `${name}${path} contains ${headTerm(inner, 'any')} ${text}`;
    return `${name}${path} ${assign(scope)} ${headTerm(inner, 'any')} ${text}`;
  });
  return { text: lines.join('\n'), document: { text: name, kind: 'object' } };
}

function fun(scope: Scope, name: string): MadeRule {
  const { random } = scope;
  const args = random.several(1, 2, () => random.pick(kinds));
  const result = random.pick(kinds);
  const lines = random.several(1, 2, () => {
    const params = args.map((kind) => parameter(scope, kind));
    const inside = withVariables(
      { ...scope, variables: [] },
      params.flatMap(({ bound }) => bound),
    );
    const { text, scope: inner } = ruleBody(inside);
    return `${name}(${params.map((one) => one.text).join(', ')}) ${assign(scope)} ${headTerm(inner, result)} ${text}${elses(inside, result)}`;
  });
  const fallback = random.once(5)
    ? [`default ${name}(${args.map(() => '_').join(', ')}) ${assign(scope)} ${literal(random, result, 1)}`]
    : [];
  return { text: [...fallback, ...lines].join('\n'), function: { name, args, result } };
}

function parameter(scope: Scope, kind: Kind): { text: string; bound: Known[] } {
  const { random } = scope;
  if (random.once(8)) return { text: literal(random, kind, 0), bound: [] };
  const name = freshName(scope);
  if (kind === 'array' && random.once(4)) return { text: `[${name}, _]`, bound: [{ text: name, kind: 'any' }] };
  if (kind === 'object' && random.once(4)) return { text: `{"a": ${name}}`, bound: [{ text: name, kind: 'any' }] };
  return { text: name, bound: [{ text: name, kind }] };
}

function ruleBody(scope: Scope): { text: string; scope: Scope } {
  const { statements, scope: inner } = grammar.body(scope, 3);
  return { text: `${scope.isOld ? '' : 'if '}{\n${statements.map((one) => `\t${one}\n`).join('')}}`, scope: inner };
}

function headTerm(scope: Scope, kind: Kind): string {
  const { random } = scope;
  if (random.once(60)) return random.pick(['rego.metadata.rule()', 'rego.metadata.chain()']);
  if (scope.variables.length > 0 && random.once(2)) return random.pick(scope.variables).text;
  return grammar.term({ ...scope, depth: 1 }, kind);
}

function elses(scope: Scope, kind: Kind): string {
  if (!scope.random.once(5)) return '';
  const several = scope.random.several(1, 2, () => {
    const { text, scope: inner } = ruleBody(scope);
    return ` else ${assign(scope)} ${headTerm(inner, kind)} ${text}`;
  });
  return several.join('');
}

function defaults(scope: Scope, name: string, kind: Kind): string[] {
  return scope.random.once(4) ? [`default ${name} ${assign(scope)} ${literal(scope.random, kind, 1)}`] : [];
}

function assign({ isOld, random }: Scope): string {
  return isOld || random.once(6) ? '=' : ':=';
}
