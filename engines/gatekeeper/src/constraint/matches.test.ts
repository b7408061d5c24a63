import { isObject, type JsonObject, parseYaml, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { matches } from './matches.ts';
import { fitsGenerateName, fitsWildcard } from './wildcard.ts';

function read(text: string): JsonObject {
  const value = parseYaml(new SourceText('a.yaml', text)).documents[0]?.value;
  if (!isObject(value)) throw new Error('no object');
  return value;
}

const pod = '{ apiVersion: v1, kind: Pod, metadata: { name: web-1, namespace: shop, labels: { app: web } } }';
const node = '{ apiVersion: v1, kind: Node, metadata: { name: n } }';
const shop = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: a } } }';
const nothing = undefined;

test.each<readonly [match: string, object: string, namespace: string | undefined, expected: boolean]>([
  ['{}', pod, nothing, true],
  ['{ kinds: [{ apiGroups: [""], kinds: [Pod] }] }', pod, nothing, true],
  ['{ kinds: [{ apiGroups: [apps], kinds: [Pod] }] }', pod, nothing, false],
  ['{ kinds: [{ apiGroups: ["*"], kinds: ["*"] }] }', pod, nothing, true],
  ['{ kinds: [{ kinds: [Node] }, { kinds: [Pod] }] }', pod, nothing, true],
  ['{ kinds: [{ apiGroups: [""] }] }', pod, nothing, true],
  ['{ namespaces: [shop] }', pod, nothing, true],
  ['{ namespaces: ["sh*"] }', pod, nothing, true],
  ['{ namespaces: [other] }', pod, nothing, false],
  ['{ namespaces: [other] }', node, nothing, true],
  ['{ namespaces: [other] }', shop, nothing, false],
  ['{ excludedNamespaces: ["*op"] }', pod, nothing, false],
  ['{ excludedNamespaces: [shop] }', shop, nothing, false],
  ['{ excludedNamespaces: [shop] }', node, nothing, true],
  ['{ scope: Cluster }', pod, nothing, false],
  ['{ scope: Cluster }', node, nothing, true],
  ['{ scope: Cluster }', shop, nothing, true],
  ['{ scope: Namespaced }', shop, nothing, false],
  ['{ scope: Namespaced }', pod, nothing, true],
  ['{ scope: namespaced }', node, nothing, true],
  ['{ labelSelector: { matchLabels: { app: web } } }', pod, nothing, true],
  ['{ labelSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }', pod, nothing, false],
  ['{ namespaceSelector: { matchLabels: { team: a } } }', pod, shop, true],
  ['{ namespaceSelector: { matchLabels: { team: b } } }', pod, shop, false],
  ['{ namespaceSelector: { matchLabels: { team: a } } }', shop, nothing, true],
  ['{ namespaceSelector: { matchLabels: { team: a } } }', node, nothing, true],
  ['{ name: "web-*" }', pod, nothing, true],
  ['{ name: web }', pod, nothing, false],
  ['{ name: "web-*" }', '{ apiVersion: v1, kind: Pod, metadata: { generateName: web-1- } }', nothing, true],
  ['{ source: Generated }', pod, nothing, false],
  ['{ source: Original }', pod, nothing, true],
])('%s for %s', (match, object, namespace, expected) => {
  const known = namespace === undefined ? undefined : read(namespace);
  expect(matches(read(match), { object: read(object), namespace: known, source: 'Original' })).toBe(expected);
});

test.each([
  [
    '{ namespaceSelector: { matchLabels: { team: a } } }',
    'namespace selector for namespace-scoped object but missing Namespace',
  ],
  ['{ source: Other }', 'invalid source field "Other"'],
])('cannot be told: %s', (match, message) => {
  expect(() => matches(read(match), { object: read(pod), namespace: undefined, source: 'Original' })).toThrow(message);
});

test.each([
  ['kube-system', 'kube-*', true, true],
  ['kube-system', '*-system', true, false],
  ['kube-system', '*e-s*', true, true],
  ['kube-system', 'kube-system', true, false],
  ['kube-system', 'kube', false, false],
  ['kube-system', '*', true, true],
  ['a*b', 'a*b', true, false],
  ['axb', 'a*b', false, false],
])('%s and %s', (name, wildcard, asName, asPrefix) => {
  expect([fitsWildcard(name, wildcard), fitsGenerateName(name, wildcard)]).toEqual([asName, asPrefix]);
});
