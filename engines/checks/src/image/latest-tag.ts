import { defineCheck } from '../define-check.ts';
import { tagKind } from './tag-kind.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-latest-tag',
  version: 1,
  title: 'Image is taken as whatever is latest',
  severity: 'medium',
  why: 'What runs depends on the moment a node pulls the image: replicas differ, a rollback brings nothing back, and a new image enters production untested.',
  attack:
    'Whoever may push to the repository, or takes over an account that may, replaces the running code at the next restart.',
  remedy: 'Name a version and, better, its digest: `image: app:1.4.2@sha256:...`.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  techniques: ['T1525', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) => {
      if (reference === undefined || tagKind(reference) !== 'latest') return undefined;
      return reference.tag === undefined
        ? `${user} uses image "${text}" without a tag or digest, which means whatever is latest.`
        : `${user} uses image "${text}": what that is can change at every pull.`;
    }),
  repair: { kind: 'none', reason: 'Which version was tested is known to those who build or choose the image.' },
});
