import { describe, expect, test } from 'vitest';
import { declarations } from '../builtins/declarations.ts';
import { Compilation } from '../compile/compilation.ts';
import { compileModules } from '../compile/compile-modules.ts';
import { compiledModule } from '../compile/compiled-module.ts';
import { parseModule } from '../syntax/parse.ts';
import type { DocumentPlan, TreePlan } from './plan.ts';
import { PolicyPlanner } from './plan-policy.ts';

function compiled(text: string): Compilation {
  const { module, errors } = parseModule(`package p\n\n${text}`, { file: 'p' });
  if (module === undefined) throw new Error(errors[0]?.message);
  const compilation = new Compilation([compiledModule('p', module)], {
    builtins: declarations,
    strict: false,
    print: false,
    mostErrors: 10,
    schemas: undefined,
  });
  compileModules(compilation);
  return compilation;
}

function plannerOf(text: string): PolicyPlanner {
  const { tree, options } = compiled(text);
  return new PolicyPlanner(tree, options.builtins);
}

/** A document in a line: how it is evaluated. */
function summary({ path, kind, arity, rules, default: fallback, index, onlyValue, depth }: DocumentPlan): string {
  const branches = rules.map((chain) => chain.length).join(',');
  const marks = [fallback && 'default', index && 'index', onlyValue !== undefined && `only ${String(onlyValue)}`];
  return [path.slice(1).join('.'), kind, `${arity}/${depth}`, branches, ...marks.filter(Boolean)].join(' ');
}

describe('documents', () => {
  test.each<readonly [string, readonly string[]]>([
    ['x := 1', ['x complete 0/0 1 only 1']],
    ['x if input.a\nx if input.b', ['x complete 0/0 1,1 only true']],
    ['x := 1 if input.a\nx := 2 if input.b', ['x complete 0/0 1,1']],
    ['x := 1 if input.a else := 1 if input.b', ['x complete 0/0 2 only 1']],
    ['x := 1 if input.a else := 2 if input.b', ['x complete 0/0 2']],
    ['x := input.a', ['x complete 0/0 1']],
    ['default x := 1\nx := 2 if input.a', ['x complete 0/0 1 default only 2']],
    ['f(a, b) := a + b', ['f function 2/0 1']],
    ['f(1) := 1\nf(2) := 1\ndefault f(_) := 3', ['f function 1/0 1,1 default index only 1']],
    ['s contains 1\ns contains 2 if input.a', ['s set 0/1 1,1']],
    ['o[k] := 1 if some k in input.a', ['o object 0/1 1']],
    ['o[k].b := 1 if some k in input.a\no.c.d := 2', ['o object 0/2 1,1']],
    ['o[k] contains 1 if some k in input.a', ['o object 0/2 1']],
    ['a.b := 1\na.c.d contains 2', ['a.b complete 0/0 1 only 1', 'a.c.d set 0/1 1']],
    ['x := 1 if input.a == 1\nx := 2 if input.a == 2', ['x complete 0/0 1,1 index']],
  ])('%j', (text, wanted) => {
    expect(plannerOf(text).plan.documents.map(summary)).toEqual(wanted);
  });

  test('each has a number and a place of its own in the tree', () => {
    const { root, documents } = plannerOf('a.b := 1\na.c := 2\nd := 3').plan;
    const found: string[] = [];
    const visit = (node: TreePlan, path: string): void => {
      if (node.document !== undefined) found.push(`${path} ${documents.indexOf(node.document)}`);
      for (const child of node.children) visit(child, `${path}.${String(child.key)}`);
    };
    visit(root, '');
    expect(found).toEqual(['.p.a.b 0', '.p.a.c 1', '.p.d 2']);
    expect(new Set(documents.map(({ id }) => id)).size).toBe(3);
  });

  test('rules are planned once for as many known keys', () => {
    const rule = plannerOf('o[k] := v if some k, v in input.a').plan.documents[0]?.rules[0]?.[0];
    expect([rule?.body(0), rule?.body(1)]).toEqual([rule?.body(0), rule?.body(1)]);
    expect(rule?.body(0)).toBe(rule?.body(0));
    expect(
      [rule?.body(0), rule?.body(1)].map((body) => [body?.given.length, body?.path.length, body?.isMember]),
    ).toEqual([
      [0, 1, false],
      [1, 1, false],
    ]);
    expect([rule?.name, rule?.place.row, rule?.place.col]).toEqual(['data.p.o[k]', 3, 1]);
  });
});

test('places are those of heads and of expressions, comprehensions included, without some', () => {
  const text = 'x if {\n  some y\n  y = [z |\n    some z in input.a\n    z > 1\n  ]\n  y[0]\n}\n\nw := 1';
  const compilation = compiled(text);
  const places = new PolicyPlanner(compilation.tree, compilation.options.builtins).places(compilation.modules);
  expect(places.map(({ file, row, col }) => `${file}:${row}:${col}`)).toEqual([
    'p:3:1',
    'p:5:3',
    'p:7:5',
    'p:9:3',
    'p:12:1',
  ]);
});
