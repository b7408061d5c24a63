import { texts } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { isFrom, placeOf } from './registry-list.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-public-registry',
  version: 1,
  title: 'Image comes from a public registry',
  severity: 'info',
  why: 'In these registries anyone may open an account and publish, names are given up and taken over, images vanish, and pulls are limited in rate. What you run is at their mercy.',
  attack:
    'The attacker takes over the account of a publisher, or a name that was given up, and pushes a version of their own.',
  remedy:
    'Copy the images you use into a registry of your own, and pin them by digest; list publishers you trust in `trusted`.',
  accept: 'Publishers whose images you verify by signature.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/', 'https://docs.docker.com/docker-hub/usage/'],
  techniques: ['T1525', 'T1204.003'],
  parameters: {
    trusted: {
      default: ['docker.io/library', 'public.ecr.aws/docker/library'],
      about: 'Publishers in public registries whose images are accepted: docker.io/library, ghcr.io/team.',
    },
  },
  appliesTo: 'workload',
  find: (pod, _resource, { lookup, parameters }) => {
    const trusted = texts(parameters['trusted']).map(placeOf);
    return imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference === undefined || !openRegistries.has(reference.registry) || isFrom(reference, trusted)
        ? undefined
        : `${user} uses image "${text}" from ${reference.registry}, where anyone may publish.`,
    );
  },
  repair: { kind: 'none', reason: 'The image has to be copied to a registry of your own first.' },
});

const openRegistries: ReadonlySet<string> = new Set([
  'docker.io',
  'ghcr.io',
  'quay.io',
  'public.ecr.aws',
  'registry.gitlab.com',
  'docker.pkg.github.com',
]);
