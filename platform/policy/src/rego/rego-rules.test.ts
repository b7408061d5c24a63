import { resourceOf, snapshotOf } from '@bulwark/testkit';
import { describe, expect, test } from 'vitest';
import { plainRuntime } from '../../test/plain-runtime.ts';
import { policyChecks } from '../policy-as-check.ts';
import { compileGood } from './compile-policies.ts';
import { regoRules } from './rego-rules.ts';

function rulesOf(texts: readonly string[], packages: (name: string) => boolean = () => true) {
  const modules = texts.map((text, at) => ({ name: `${at}.rego`, text, version: 'v1' }) as const);
  const sources = { modules, manifests: [], data: {}, problems: [] };
  const { policy, modules: parsed, problems } = compileGood(sources, { v0: false, strict: false });
  if (policy === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return regoRules(policy, parsed, { packages, runtime: plainRuntime, print: () => undefined });
}

const pod = resourceOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } });

/** What each rule says of a pod: its messages, and the source of an exception behind `<-`. */
function judged(...texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    rulesOf(texts).rules.map(({ id, judge }) => {
      const gaps: string[] = [];
      const { messages, exception } = judge(pod, (detail) => void gaps.push(detail));
      const parts = [messages.join('; '), exception ? `<- ${exception.source}` : '', gaps.length > 0 ? 'gap' : ''];
      return [id.replace('rego:', ''), parts.filter((part) => part !== '').join(' ')];
    }),
  );
}

test('rules count by their names, as in conftest', () => {
  const names = [
    'deny',
    'deny_a',
    'deny_a_b',
    'warn',
    'warn_1',
    'violation',
    'violation_x',
    'deny_',
    'denyx',
    'a_deny',
    'deny__a',
  ];
  const text = names.map((name) => `${name} contains "x" if true`).join('\n\n');
  expect(rulesOf([`package main\n\n${text}\n`]).rules.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
    'high rego:main/deny',
    'high rego:main/deny_a',
    'high rego:main/deny_a_b',
    'high rego:main/violation',
    'high rego:main/violation_x',
    'low rego:main/warn',
    'low rego:main/warn_1',
  ]);
});

test('packages are chosen', () => {
  const texts = ['main', 'other'].map((name) => `package ${name}\n\ndeny contains "x" if true\n`);
  expect(rulesOf(texts, (name) => name === 'other').rules.map(({ id }) => id)).toEqual(['rego:other/deny']);
});

test('a rule that is a map of true by mistake is told of', () => {
  const { rules, diagnostics } = rulesOf(['package main\n\ndeny[msg] if msg := "x"\n\nwarn contains "y" if true\n']);
  expect({ ids: rules.map(({ id }) => id), diagnostics }).toEqual({
    ids: ['rego:main/warn'],
    diagnostics: [expect.objectContaining({ file: '0.rego', line: 3, code: 'rule-without-contains' })],
  });
});

const denials = `package main

deny contains "plain" if true

deny_a contains "a" if true

violation_a contains {"msg": "va"} if true

warn_b contains "b" if true

deny_c contains "c" if false
`;

describe('exceptions', () => {
  const plain = {
    'main/deny': 'plain',
    'main/deny_a': 'a',
    'main/violation_a': 'va',
    'main/warn_b': 'b',
    'main/deny_c': '',
  };

  test.each([
    ['an array', '["a"]', { 'main/deny_a': 'a <- 1.rego:3', 'main/violation_a': 'va <- 1.rego:3' }],
    ['a set', '{"b", "c"}', { 'main/warn_b': 'b <- 1.rego:3' }],
    ['values of an object', '{"why": "a"}', { 'main/deny_a': 'a <- 1.rego:3', 'main/violation_a': 'va <- 1.rego:3' }],
    ['the empty name', '[""]', { 'main/deny': 'plain <- 1.rego:3' }],
    ['a text by itself', '"a"', {}],
    ['the whole name', '["deny_a"]', {}],
    ['nothing', '[]', {}],
  ])('by %s', (_title, rules, expected) => {
    const exception = `package main\n\nexception contains rules if {\n\tinput.kind == "Pod"\n\trules := ${rules}\n}\n`;
    expect(judged(denials, exception)).toEqual({ ...plain, ...expected });
  });

  test('hold where their body holds, in their own package', () => {
    const other = 'package other\n\nexception contains ["a"] if true\n';
    const unmet = 'package main\n\nexception contains ["a"] if input.kind == "Service"\n';
    expect(judged(denials, other, unmet)).toEqual(plain);
  });

  test('that fail accept nothing, and that is a gap', () => {
    const broken = 'package main\n\nexception := ["a"] if true\n\nexception := ["b"] if true\n';
    const all = Object.entries(plain).map(([id, said]) => [id, said]);
    const found = judged(denials, broken);
    expect(Object.values(found).filter((said) => said.includes('gap')).length).toBeGreaterThan(0);
    expect(Object.entries(found).map(([id, said]) => [id, said.replace(' gap', '')])).toEqual(
      expect.arrayContaining(all),
    );
  });

  test('become exceptions of the findings of checks', () => {
    const { rules } = rulesOf([denials, 'package main\n\nexception contains ["a"] if true\n']);
    const { checks, gaps, exceptionOf } = policyChecks(rules, snapshotOf([]));
    const context = { at: 0 };
    for (const check of checks) if (check.appliesTo === 'any') check.find(pod, context as never);
    expect({ accepted: checks.map(({ id }) => exceptionOf(id, pod)?.policy), gaps }).toEqual({
      accepted: [undefined, 'rego:main/exception', undefined, 'rego:main/exception', undefined],
      gaps: [],
    });
  });
});

test('a conflict is a gap that lists no values', () => {
  const { rules } = rulesOf([
    'package main\n\nv := input.metadata.name if input\n\nv := "b" if input\n\ndeny contains v',
  ]);
  const { checks, gaps } = policyChecks(rules, snapshotOf([pod.object]));
  for (const check of checks) if (check.appliesTo === 'any') check.find(pod, {} as never);
  expect(gaps.map(({ detail }) => detail)).toEqual([
    'error: 0.rego:5:1: eval_conflict_error: rule data.main.v produced conflicting values',
  ]);
});
