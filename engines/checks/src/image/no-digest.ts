import { defineCheck } from '../define-check.ts';
import { tagKind } from './tag-kind.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-no-digest',
  version: 1,
  title: 'Image is not pinned by its digest',
  severity: 'info',
  why: 'A registry lets a tag be pushed again with other content. Only a digest names one content, and makes a signature that was checked at build time worth something at run time.',
  attack: 'With access to the registry the attacker moves the tag of a released version to an image of their own.',
  remedy: 'Add the digest behind the tag; tools such as Renovate or kustomize keep it current.',
  accept: 'Registries that make tags immutable.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  techniques: ['T1525', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference !== undefined && tagKind(reference) === 'version'
        ? `${user} uses image "${text}" by its tag only: the tag can be moved to other content.`
        : undefined,
    ),
  repair: { kind: 'none', reason: 'The digest has to be asked of the registry, and no registry is contacted.' },
});
