import type { Body, Module, Rule, Term } from '@bulwark/rego';
import { packageText, placeText } from '../rego/package-text.ts';

/** A rule that is a test, `test_…`, or one that waits to be one, `todo_test_…`. */
export interface RegoTest {
  readonly package: string;
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly query: string;
  readonly isSkipped: boolean;
  /** Gives the names of the cases of `test_p[name]`, those that fail included. */
  readonly casesQuery: string | undefined;
}

export interface FoundTests {
  readonly tests: readonly RegoTest[];
  /** The modules with tests of one name made distinct, and with the rules that `casesQuery` asks. */
  readonly modules: readonly Module[];
}

/** The tests of modules in the order of the text. */
export function findTests(modules: readonly Module[]): FoundTests {
  const tests: RegoTest[] = [];
  const known = new Map<string, number>();
  const changed = modules.map((module): Module => {
    const added: Rule[] = [];
    const rules = module.rules.map((rule) => {
      const base = nameOf(rule);
      if (!/^(?:todo_)?test_/.test(base) || rule.default) return rule;
      const hasCases = rule.head.ref.path.length > 0;
      const key = `${packageText(module)}.${base}`;
      const count = known.get(key) ?? 0;
      known.set(key, count + 1);
      // Cases of one name belong together, tests of one name do not.
      const name = count === 0 || hasCases ? base : `${base}#${String(count).padStart(2, '0')}`;
      if (hasCases) added.push(...casesRule(rule, base));
      if (count === 0 || !hasCases) tests.push(testOf(module, rule, { name, hasCases }));
      return name === base ? rule : renamed(rule, name);
    });
    return { ...module, rules: [...rules, ...added] };
  });
  return { tests, modules: changed };
}

function nameOf({ head }: Rule): string {
  return head.ref.head.type === 'var' ? head.ref.head.name : '';
}

function testOf(
  module: Module,
  rule: Rule,
  { name, hasCases }: { readonly name: string; readonly hasCases: boolean },
): RegoTest {
  return {
    package: `data.${packageText(module)}`,
    name,
    file: module.source.name,
    line: module.source.position(rule.span.start).line,
    query: placeText(module, name),
    isSkipped: name.startsWith('todo_'),
    casesQuery: hasCases ? placeText(module, `${name}${casesSuffix}`) : undefined,
  };
}

const casesSuffix = '#cases';

function renamed(rule: Rule, name: string): Rule {
  const { ref } = rule.head;
  return { ...rule, head: { ...rule.head, ref: { ...ref, head: { type: 'var', span: ref.head.span, name } } } };
}

/** A set of the paths of a test's cases: what the test's body binds them to, before it decides. */
function casesRule(rule: Rule, name: string): Rule[] {
  const { head } = rule;
  const { path, span } = head.ref;
  const names = path.flatMap((term) => (term.type === 'var' ? [term.name] : []));
  const body = bindingPart(rule.body, names);
  if (body === undefined) return [];
  const ref = { ...head.ref, head: { type: 'var' as const, span, name: `${name}${casesSuffix}` }, path: [] };
  const key: Term = { type: 'array', span, items: path };
  return [{ ...rule, head: { ...head, ref, key, value: undefined, hasContains: true }, body, annotations: [] }];
}

function bindingPart(body: Body, names: readonly string[]): Body | undefined {
  for (let length = 1; length <= body.length; length++) {
    const part = body.slice(0, length);
    if (names.every((name) => mentions(part, name))) return part;
  }
  return undefined;
}

function mentions(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('type' in node && node.type === 'var' && 'name' in node && node.name === name) return true;
  return Object.values(node).some((inner) => mentions(inner, name));
}
