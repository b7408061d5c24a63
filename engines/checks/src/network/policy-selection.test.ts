import { resourceOf, snapshotOf } from '@bulwark/testkit';
import { describe, expect, test } from 'vitest';
import { SnapshotLookup } from '../lookup.ts';
import { parseAddress } from './cidr.ts';
import {
  allowsEverything,
  isolates,
  policiesSelecting,
  ruleReaching,
  rulesOf,
  selects,
  selectsAllPods,
} from './policy-selection.ts';

function policy(spec: object, name = 'p', namespace = 'shop') {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}

const isolation: readonly (readonly [string, object, boolean, boolean])[] = [
  ['no policyTypes, no rules: ingress only', { podSelector: {} }, true, false],
  ['no policyTypes, ingress rules: ingress only', { podSelector: {}, ingress: [{}] }, true, false],
  ['no policyTypes, egress rules: both', { podSelector: {}, egress: [{}] }, true, true],
  ['no policyTypes, empty egress: ingress only', { podSelector: {}, egress: [] }, true, false],
  ['empty policyTypes count as none', { podSelector: {}, policyTypes: [], egress: [{}] }, true, true],
  [
    'Ingress listed: egress rules have no force',
    { podSelector: {}, policyTypes: ['Ingress'], egress: [{}] },
    true,
    false,
  ],
  [
    'Egress listed: ingress rules have no force',
    { podSelector: {}, policyTypes: ['Egress'], ingress: [{}] },
    false,
    true,
  ],
  ['both listed', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, true, true],
];

test.each(isolation)('isolation: %s', (_title, spec, ingress, egress) => {
  const resource = resourceOf(policy(spec));
  expect([isolates(resource, 'ingress'), isolates(resource, 'egress')]).toEqual([ingress, egress]);
});

const selection: readonly (readonly [string, object, object, boolean])[] = [
  ['an empty selector selects all', { podSelector: {} }, {}, true],
  ['an absent selector selects all', {}, { app: 'web' }, true],
  ['empty matchLabels select all', { podSelector: { matchLabels: {} } }, {}, true],
  ['labels match', { podSelector: { matchLabels: { app: 'web' } } }, { app: 'web', tier: 'front' }, true],
  ['one label differs', { podSelector: { matchLabels: { app: 'web', tier: 'back' } } }, { app: 'web' }, false],
  [
    'an expression matches',
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] } },
    { app: 'api' },
    true,
  ],
  [
    'a selector that the API server refuses selects nothing',
    { podSelector: { matchExpressions: [{ key: 'app', operator: 'Is', values: ['web'] }] } },
    { app: 'web' },
    false,
  ],
];

test.each(selection)('selection: %s', (_title, spec, labels, expected) => {
  const resource = resourceOf(policy(spec));
  expect(selects(resource, labels as never)).toBe(expected);
});

test('selects all pods or not', () => {
  expect(selectsAllPods(resourceOf(policy({ podSelector: { matchExpressions: [] } })))).toBe(true);
  expect(selectsAllPods(resourceOf(policy({ podSelector: { matchLabels: { app: 'web' } } })))).toBe(false);
});

test('the policies of a namespace that select labels', () => {
  const lookup = new SnapshotLookup(
    snapshotOf([
      policy({ podSelector: {} }, 'all'),
      policy({ podSelector: { matchLabels: { app: 'web' } } }, 'web'),
      policy({ podSelector: { matchLabels: { app: 'db' } } }, 'db'),
      policy({ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }, 'any-app'),
      policy({ podSelector: {} }, 'elsewhere', 'other'),
    ]),
    false,
  );
  const names = (labels: object) =>
    policiesSelecting(lookup, 'shop', labels as never)
      .map((found) => found.resource.name)
      .sort();
  expect(names({ app: 'web' })).toEqual(['all', 'any-app', 'web']);
  expect(names({})).toEqual(['all']);
});

describe('rules', () => {
  test('an empty rule, an empty list of peers and an absent one all mean everyone', () => {
    for (const rule of [{}, { from: [] }, { from: [], ports: [] }]) {
      expect(allowsEverything(resourceOf(policy({ podSelector: {}, ingress: [rule] })), 'ingress')).toBe(true);
    }
    expect(
      allowsEverything(resourceOf(policy({ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] })), 'ingress'),
    ).toBe(false);
  });

  test('rules of a direction that is not listed are not in force', () => {
    const resource = resourceOf(policy({ podSelector: {}, policyTypes: ['Ingress'], egress: [{}] }));
    expect(rulesOf(resource, 'egress')).toEqual([]);
  });
});

const block = (cidr: string, except?: readonly string[]) => ({
  to: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }],
});
const reach: readonly (readonly [string, object, boolean])[] = [
  ['an empty rule', {}, true],
  ['any destination on port 80', { ports: [{ port: 80 }] }, true],
  ['any destination on another port', { ports: [{ port: 443 }] }, false],
  ['UDP only', { ports: [{ port: 80, protocol: 'UDP' }] }, false],
  ['a protocol without a port', { ports: [{ protocol: 'TCP' }] }, true],
  ['a range that holds the port', { ports: [{ port: 1, endPort: 1024 }] }, true],
  ['a range that ends before', { ports: [{ port: 1, endPort: 79 }] }, false],
  ['a named port', { ports: [{ port: 'http' }] }, false],
  ['pods only', { to: [{ podSelector: {} }] }, false],
  ['every address', block('0.0.0.0/0'), true],
  ['every address but the link-local ones', block('0.0.0.0/0', ['169.254.0.0/16']), false],
  ['every address but that one', block('0.0.0.0/0', ['10.0.0.0/8', '169.254.169.254/32']), false],
  ['a private range', block('10.0.0.0/8'), false],
  ['the other family', block('::/0'), false],
];

test.each(reach)('reaches 169.254.169.254:80 by %s', (_title, rule, expected) => {
  const address = parseAddress('169.254.169.254');
  if (address === undefined) throw new Error('the address is one');
  const resource = resourceOf(policy({ podSelector: {}, policyTypes: ['Egress'], egress: [rule] }));
  expect(ruleReaching(resource, { address, port: 80 }) !== undefined).toBe(expected);
});
