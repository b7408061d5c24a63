import { defineCheck, type Judgement } from '@bulwark/checks';
import { toResource } from '@bulwark/model';
import { parseYaml, SourceText } from '@bulwark/text';
import { describe, expect, test } from 'vitest';
import { repairOf } from './repair-of.ts';

const values = `replicaCount: 1
web:
  image: {repository: nginx, tag: latest}
  securityContext:
    privileged: true
  podSecurityContext: {}
worker:
  securityContext: {privileged: false}
  resources: {}
`;

const rendered = `# Source: shop/templates/web.yaml
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: registry.example.com/web:latest
    securityContext: {privileged: true, runAsUser: 0}
`;

function judgementAt(pointer: string, source: SourceText): Judgement {
  const [document] = parseYaml(source).documents;
  const resource = document && toResource(document.value, { place: { ...document, base: '' } });
  if (resource === undefined) throw new Error('no object');
  const check = defineCheck({
    id: 'c',
    version: 1,
    title: '',
    severity: 'high',
    why: '',
    attack: '',
    remedy: '',
    references: [],
    techniques: [],
    appliesTo: 'any',
    find: () => [],
    repair: { kind: 'edit', summary: '', disruption: 'none', edits: () => [{ op: 'remove', pointer }] },
  });
  return { check, resource, problem: { pointer, message: '' } };
}

describe('the fix of a rendered object is a hint', () => {
  const helm = new SourceText('charts/shop/templates/web.yaml', rendered, 'helm');
  const world = { valuesOf: () => [new SourceText('charts/shop/values.yaml', values)] };

  test.each([
    [
      'a value of the same text under the same key',
      '/spec/containers/0/securityContext/privileged',
      'it is rendered by Helm from shop/templates/web.yaml: change .Values.web.securityContext.privileged at charts/shop/values.yaml:5',
    ],
    [
      'a missing field that a mapping of the chart can hold',
      '/spec/containers/0/resources/limits',
      'it is rendered by Helm from shop/templates/web.yaml: change .Values.worker.resources at charts/shop/values.yaml:9',
    ],
    [
      'no single value says it',
      '/spec/containers/0/securityContext/runAsUser',
      'it is rendered by Helm from shop/templates/web.yaml: change that template, no single value of the chart says this',
    ],
  ])('%s', (_title, pointer, reason) => {
    expect(repairOf(judgementAt(pointer, helm), world)).toBe(reason);
  });

  test('without the values only the template is named', () => {
    const reason = repairOf(judgementAt('/spec/containers/0/securityContext/privileged', helm), {});
    expect(reason).toBe('it is rendered by Helm from shop/templates/web.yaml: change that template');
  });

  test('Kustomize', () => {
    const source = new SourceText('overlays/prod', rendered, 'kustomize');
    expect(repairOf(judgementAt('/spec/x', source), {})).toBe(
      'it is made by Kustomize from overlays/prod: change the base there, or add a patch to the kustomization',
    );
  });

  test('a file is edited', () => {
    expect(repairOf(judgementAt('/spec/x', new SourceText('a.yaml', rendered)), {})).toEqual({
      summary: '',
      disruption: 'none',
      edits: [{ op: 'remove', pointer: '/spec/x' }],
    });
  });
});
