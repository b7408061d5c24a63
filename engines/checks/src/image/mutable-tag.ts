import { defineCheck } from '../define-check.ts';
import { tagKind } from './tag-kind.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-mutable-tag',
  version: 1,
  title: 'Image tag names no version',
  severity: 'low',
  why: 'Tags such as `stable`, `alpine` or `main` move with every release or build: the same manifest gives different code on another day or node.',
  attack: 'Whoever may push to the repository replaces the running code at the next pull.',
  remedy: 'Name a version and, better, its digest: `image: app:1.4.2@sha256:...`.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  techniques: ['T1525', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference !== undefined && tagKind(reference) === 'moving'
        ? `${user} uses image "${text}", whose tag "${reference.tag ?? ''}" names no version and moves.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'Which version was tested is known to those who build or choose the image.' },
});
