import type { Finding } from '@bulwark/model';
import { expect, test } from 'vitest';
import { parseWhere } from './parse-where.ts';

const finding: Finding = {
  id: 'f-0123456789abcdef',
  checkId: 'pod-privileged',
  title: 'Container runs privileged',
  message: 'Container "web" runs privileged.',
  severity: 'high',
  risk: { score: 75, factors: [] },
  resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'prod-eu', name: 'web' },
  owner: 'team-a',
  evidence: [{ pointer: '/spec', file: 'web.yaml' }],
  controls: ['pci-4.0.1/2.2.1'],
  techniques: ['T1611'],
  fix: { available: true, summary: '' },
  exception: null,
};

test.each([
  ['severity>=high', true],
  ['severity > high', false],
  ['sev = HIGH and ns~"prod-*"', true],
  ['namespace ~ prod-* and not check = pod-privileged', false],
  ['(kind=Service or kind=Deployment) and risk>=75', true],
  ['check in (pod-privileged, rbac-wildcard)', true],
  ['owner != team-b', true],
  ['control ~ "pci-*" and technique = T1611', true],
  ['file = "web.yaml" and fix = yes and excepted = no', true],
  ['not (severity = high)', false],
  ['family:pod', true],
])('%s is %s', (expression, expected) => {
  const condition = parseWhere(expression);
  expect(typeof condition === 'function' && condition(finding)).toBe(expected);
});

test.each([
  ['', 'expected a field, found "the end"', 1],
  ['severity>=', 'expected a value, found "the end"', 11],
  ['severity>=urgent', 'expected one of critical, high, medium, low, info, found "urgent"', 11],
  ['sevrity=high', 'unknown field "sevrity"', 1],
  ['constructor=x', 'unknown field "constructor"', 1],
  ['name<x', 'a text has no "<"', 5],
  ['name="x', 'unexpected "\\""', 6],
  ['name=x name=y', 'expected "and", "or" or the end, found "name"', 8],
  [`${'('.repeat(1000)}name=x`, 'nested deeper than 64', 65],
])('%s is refused with its place', (expression, message, column) => {
  const problem = parseWhere(expression);
  expect(
    typeof problem === 'function' ? problem : { ...problem, message: problem.message.slice(0, message.length) },
  ).toEqual({ message, column });
});
