import type { Resource } from '@bulwark/model';
import { templateText } from '@bulwark/testkit';
import { diagnosticText, parseYaml, SourceText } from '@bulwark/text';
import { expect, test } from 'vitest';
import { Gatekeeper } from './gatekeeper.ts';
import { resourcesOf } from './resources-of.ts';
import { reviewOfObject } from './review/review.ts';

function one(text: string): Resource {
  const resources = resourcesOf(parseYaml(new SourceText('a.yaml', text)));
  const [resource] = 'problem' in resources ? [] : resources;
  if (resource === undefined) throw new Error('no object');
  return resource;
}

const template = (message: string, type = 'string', more = ''): Resource =>
  one(templateText(`package k8stest\nviolation[{"msg": "${message}"}] { true }`, `a: { type: ${type} }`, more));

const constraint = one(
  'apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sTest\nmetadata: { name: one }\nspec: { parameters: { a: x } }\n',
);
const pod = one('apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n');

test('templates and constraints come and go', () => {
  const gatekeeper = new Gatekeeper();
  const messages = (): string[] => gatekeeper.review(reviewOfObject(pod.object)).map(({ message }) => message);
  expect(gatekeeper.addTemplate(template('first'))).toEqual([]);
  expect(messages()).toEqual([]);
  expect(gatekeeper.addConstraint(constraint)).toEqual([]);
  expect(messages()).toEqual(['first']);
  expect(gatekeeper.addTemplate(template('second'))).toEqual([]);
  expect(messages()).toEqual(['second']);
  expect(gatekeeper.addTemplate(template('bad"'))).not.toEqual([]);
  expect(messages()).toEqual(['second']);
  expect(gatekeeper.addTemplate(template('third', 'integer')).map(diagnosticText)).toEqual([
    'a.yaml:4:23: K8sTest one: /spec/parameters/a: expected integer, found string',
  ]);
  expect(messages()).toEqual([]);
  expect(gatekeeper.addTemplate(template('fourth'))).toEqual([]);
  expect(gatekeeper.addConstraint(constraint)).toEqual([]);
  gatekeeper.removeConstraint('K8sTest', 'one');
  expect(messages()).toEqual([]);
  gatekeeper.removeTemplate('K8sTest');
  expect(gatekeeper.templates).toEqual([]);
  expect(gatekeeper.addConstraint(constraint)).toHaveLength(1);
});

test('at the webhook, templates may be for some operations only', () => {
  const gatekeeper = new Gatekeeper();
  gatekeeper.addTemplate(template('gone', 'string', '    operations: [DELETE]\n'));
  gatekeeper.addConstraint(constraint);
  const count = (operation: 'CREATE' | 'DELETE', byOperation: 'any' | 'named'): number =>
    gatekeeper.review(reviewOfObject(pod.object, { operation }), { byOperation }).length;
  expect([count('CREATE', 'named'), count('DELETE', 'named'), count('CREATE', 'any')]).toEqual([0, 1, 1]);
});
