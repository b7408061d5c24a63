import type { Question } from '../oracle/question.ts';
import { breakText } from './break-text.ts';
import { grammar } from './grammar.ts';
import { document, fields } from './literals.ts';
import { Random } from './random.ts';
import { rule } from './rules.ts';
import { type Kind, type Known, type KnownFunction, kinds, type Scope } from './scope.ts';

const packages = ['p', 'p.q', 'q'] as const;

/** The case of a seed: modules, data, input and a query. The same seed gives the same case for ever. */
export function generateCase(seed: number): Question {
  const random = new Random(seed);
  const isOld = random.once(5);
  const scope: Scope = {
    random,
    isOld,
    isNew: false,
    variables: [],
    documents: baseDocuments,
    functions: [],
    depth: 3,
    names: { next: 0 },
  };
  const modules: string[] = [];
  let known = scope;
  for (const name of packages.slice(0, random.pick([1, 1, 1, 2, 3]))) {
    const made = module(known, name);
    modules.push(random.once(25) ? breakText(random, made.text) : made.text);
    known = made.scope;
  }
  return {
    modules,
    data: { base: document(random), ...(random.once(10) ? { p: { extra: document(random) } } : {}) },
    ...(random.once(15) ? {} : { input: document(random) }),
    query: query(known),
    ...(isOld ? { v0: true } : {}),
    ...(random.once(4) ? { strict: true } : {}),
    ...(random.once(20) ? { lint: true } : {}),
  };
}

const baseDocuments: readonly Known[] = ['input', 'data.base'].flatMap((root) =>
  fields.map(([name, kind]): Known => ({ text: `${root}.${name}`, kind })),
);

function module(scope: Scope, name: string): { text: string; scope: Scope } {
  const { random } = scope;
  const isNew = !scope.isOld && random.once(6);
  // A package that does not hold this one can be asked for as a whole.
  const others: Known[] =
    name === 'q'
      ? [
          { text: 'data.p', kind: 'object' },
          { text: 'data.p[_]', kind: 'any' },
        ]
      : [];
  let inside: Scope = { ...scope, isNew, documents: [...scope.documents, ...others] };
  let outside = scope;
  const lines: string[] = [];
  const imports = random.once(6) ? ['import data.base', 'import input.obj as io'] : [];
  if (imports.length > 0) {
    inside = {
      ...inside,
      documents: [...inside.documents, { text: 'base.list', kind: 'array' }, { text: 'io', kind: 'object' }],
    };
  }
  const count = 1 + random.below(4);
  for (let at = 0; at < count; at++) {
    const named = random.once(100) ? 'r0' : `r${at}`;
    const made = rule(inside, named);
    lines.push(made.text);
    const { document: one, function: other } = made;
    if (one !== undefined) {
      inside = addDocument(inside, one);
      outside = addDocument(outside, { ...one, text: `data.${name}.${one.text}` });
    }
    if (other !== undefined) {
      inside = { ...inside, functions: [...inside.functions, other] };
      outside = { ...outside, functions: [...outside.functions, { ...other, name: `data.${name}.${other.name}` }] };
    }
  }
  const order = random.once(3) ? random.shuffled(lines) : lines;
  return { text: [`package ${name}\n`, ...head(inside), ...imports, '', ...order].join('\n'), scope: outside };
}

// A rule that refers to what comes later, or to itself, is rare: most would be recursion.
function addDocument(scope: Scope, added: Known): Scope {
  const early = scope.random.once(40) ? [{ text: `data.p.r${scope.random.below(4)}`, kind: 'any' as const }] : [];
  return { ...scope, documents: [...scope.documents, added, added, added, ...early] };
}

function head({ random, isOld, isNew }: Scope): string[] {
  if (isNew) return ['import rego.v2'];
  if (isOld) return [];
  return random.once(5) ? ['import rego.v1'] : [];
}

function query(scope: Scope): string {
  const { random } = scope;
  const rules = scope.documents.filter(({ text }) => /^data\.[pq]/.test(text)).map(({ text }) => text);
  const one = rules.length > 0 ? random.pick(rules) : 'data.p';
  switch (random.below(9)) {
    case 0:
      return 'data.p';
    case 1:
      return 'data.p[name]';
    case 2:
      return `y = ${one}[x]`;
    case 3:
      return `x = ${one}`;
    case 4:
      return call(scope) ?? one;
    case 5:
      return `${one} with input.${random.pick(['n', 's', 'list'])} as ${grammar.term({ ...scope, depth: 0 }, random.pick(kinds))}`;
    case 6:
      return grammar.body({ ...scope, depth: 2 }, 3).statements.join('; ');
    default:
      return one;
  }
}

function call(scope: Scope): string | undefined {
  const from: readonly KnownFunction[] = scope.functions;
  if (from.length === 0) return undefined;
  const { name, args } = scope.random.pick(from);
  const given = args.map((kind: Kind) => grammar.term({ ...scope, depth: 1 }, kind));
  return scope.random.once(4) ? `${name}(${given.join(', ')}, out)` : `${name}(${given.join(', ')})`;
}
