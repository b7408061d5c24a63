import { defineCheck } from '../define-check.ts';
import { hostOf } from './registry-list.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-lookalike-registry',
  version: 1,
  title: 'Registry only looks like a well-known one',
  severity: 'medium',
  why: 'The host reads like a registry that everybody knows but is another: two letters are swapped, or the known name is only the beginning of a longer one.',
  attack:
    'The owner of the host answers pulls with code of their own, and asks nodes for the login of the registry it imitates.',
  remedy: 'Correct the name. If a login was sent to it, change that.',
  accept: 'Mirrors of your own that are named after what they mirror.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://bmitch.net/blog/2025-08-22-ghrc-appears-malicious/',
  ],
  techniques: ['T1036.005', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) => {
      const known = reference && imitated(hostOf(reference.registry).host);
      return known && `${user} uses image "${text}", whose registry is not ${known} but only looks like it.`;
    }),
  repair: { kind: 'none', reason: 'Whether the known registry was meant is for a person to say.' },
});

const knownRegistries: readonly string[] = [
  'docker.io',
  'gcr.io',
  'ghcr.io',
  'quay.io',
  'registry.k8s.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'registry.gitlab.com',
  'registry.redhat.io',
  'docker.elastic.co',
  'nvcr.io',
  'cgr.dev',
];

// Inside of an organisation a mirror may well be called docker.io.mirror.internal.
const privateEnding = /\.(?:internal|local|localdomain|corp|lan|home|intranet|private|svc|test|example)$/;

function imitated(host: string): string | undefined {
  return knownRegistries.find(
    (known) =>
      host !== known && ((host.startsWith(`${known}.`) && !privateEnding.test(host)) || isSwapped(host, known)),
  );
}

/** Whether two neighbouring letters of one are swapped in the other. */
function isSwapped(host: string, known: string): boolean {
  if (host.length !== known.length) return false;
  let at = 0;
  while (at < host.length && host[at] === known[at]) at++;
  return host[at] === known[at + 1] && host[at + 1] === known[at] && host.slice(at + 2) === known.slice(at + 2);
}
