import type { ImageReference } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { isFrom, type Place, placeOf } from './registry-list.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-attack-tool',
  version: 1,
  title: 'Image is made for attacks, or to be attacked',
  severity: 'medium',
  why: 'Distributions for penetration tests bring every tool that an intruder needs, and training targets are vulnerable on purpose. Neither belongs into a cluster with anything of value.',
  attack: 'An intruder finds the tools at hand, or gets in through the training target.',
  remedy: 'Remove the workload, or move it to a cluster of its own.',
  accept: 'Clusters for training and tests.',
  references: ['https://kubernetes.io/docs/concepts/security/security-checklist/#images'],
  techniques: ['T1204.003', 'T1610'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) => {
      const what = reference && purposeOf(reference);
      return what && `${user} uses image "${text}", ${what}.`;
    }),
  repair: { kind: 'none', reason: 'Whether the workload is wanted is for its owner to say.' },
});

const attacking: readonly Place[] = [
  'docker.io/kalilinux',
  'docker.io/parrotsec',
  'docker.io/blackarchlinux',
  'docker.io/metasploitframework',
  'docker.io/raesene/alpine-nettools',
  'docker.io/madhuakula/hacker-container',
  'docker.io/wpscanteam/wpscan',
  'docker.io/instrumentisto/nmap',
].map(placeOf);
const vulnerable: readonly Place[] = [
  'docker.io/vulnerables',
  'docker.io/citizenstig/dvwa',
  'ghcr.io/digininja/dvwa',
  'docker.io/bkimminich/juice-shop',
  'docker.io/webgoat',
  'docker.io/vulhub',
  'docker.io/tleemcjr/metasploitable2',
  'docker.io/feltsecure/owasp-bricks',
].map(placeOf);

function purposeOf(image: ImageReference): string | undefined {
  if (isFrom(image, attacking)) return 'which is a collection of attack tools';
  // Kubernetes Goat names all of its images k8s-goat-….
  const isGoat = image.registry === 'docker.io' && image.repository.startsWith('madhuakula/k8s-goat-');
  return isGoat || isFrom(image, vulnerable)
    ? 'which belongs to a training target that is vulnerable on purpose'
    : undefined;
}
