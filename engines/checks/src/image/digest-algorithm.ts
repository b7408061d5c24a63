import { defineCheck } from '../define-check.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-digest-algorithm',
  version: 1,
  title: 'Image digest is not SHA-256',
  severity: 'info',
  why: 'Registries and signature tools agree on SHA-256. By another digest many of them find neither the image nor its signatures and attestations.',
  attack: 'None by itself; a signature that cannot be found is often taken for one that is not asked for.',
  remedy: 'Use the sha256 digest that the registry reports.',
  references: ['https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests'],
  techniques: [],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference?.digest === undefined || reference.digest.startsWith('sha256:')
        ? undefined
        : `${user} pins image "${text.slice(0, text.indexOf('@'))}" by a digest that is not SHA-256.`,
    ),
  repair: { kind: 'none', reason: 'The sha256 digest has to be asked of the registry, and no registry is contacted.' },
});
