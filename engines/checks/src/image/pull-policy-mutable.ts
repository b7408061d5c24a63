import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { tagKind } from './tag-kind.ts';
import { usedImages } from './used-images.ts';

export default defineCheck({
  id: 'image-pull-policy-mutable',
  version: 1,
  title: 'Image of a moving tag is not pulled at every start',
  severity: 'low',
  why: 'Each node keeps the image it pulled first, so that nodes run different code under one name, and fixes that were pushed do not arrive.',
  attack: 'A vulnerability that was mended in the registry months ago is still open on nodes with an old copy.',
  remedy: 'Name a version or digest; while the tag moves, set imagePullPolicy to Always.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  techniques: ['T1525'],
  appliesTo: 'workload',
  find: (pod: PodTemplate, _resource: Resource, { lookup }: CheckContext) => {
    let problems = none;
    for (const { reference, text, user, pullPolicy, pullPolicyPointer } of usedImages(pod, lookup)) {
      const kind = reference ? tagKind(reference) : 'pinned';
      // Without a policy the API server sets Always for latest, and IfNotPresent for the rest.
      const policy = pullPolicy ?? (kind === 'latest' ? 'Always' : 'IfNotPresent');
      if ((kind !== 'latest' && kind !== 'moving') || policy !== 'IfNotPresent') continue;
      const message = `${user} uses image "${text}", whose content changes, but keeps what a node has (imagePullPolicy IfNotPresent${pullPolicy ? '' : ' by default'}).`;
      problems = [...problems, { pointer: pullPolicyPointer, message, ...(pullPolicy ? { value: pullPolicy } : {}) }];
    }
    return problems;
  },
  repair: {
    kind: 'edit',
    summary: 'set imagePullPolicy to Always',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, 'Always')],
  },
});
