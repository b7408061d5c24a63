import { defineCheck } from '../define-check.ts';
import { hostOf, isAddress } from './registry-list.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-insecure-registry',
  version: 1,
  title: 'Image is pulled without a checked connection',
  severity: 'medium',
  why: 'Runtimes speak plain HTTP to localhost and to port 80, and a registry that is named by an address seldom has a certificate that can be checked.',
  attack:
    'Between node and registry the attacker answers with an image of their own; on localhost any process of the node can.',
  remedy: 'Give the registry a name and a certificate, and pin images by digest, which the runtime compares.',
  accept: 'Local test clusters.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/',
    'https://distribution.github.io/distribution/about/insecure/',
  ],
  techniques: ['T1525', 'T1204.003'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) => {
      // A digest is compared by the runtime, whoever delivers the image.
      if (reference === undefined || !reference.qualified || reference.digest !== undefined) return undefined;
      const flaw = flawOf(reference.registry);
      return flaw === undefined ? undefined : `${user} pulls image "${text}" ${flaw}.`;
    }),
  repair: { kind: 'none', reason: 'The registry needs a name and a certificate before the reference can be changed.' },
});

function flawOf(registry: string): string | undefined {
  const { host, port } = hostOf(registry);
  if (host === 'localhost' || host.startsWith('127.') || host === '::1') {
    return 'from localhost, which is the node itself, over plain HTTP';
  }
  if (port === '80') return 'from port 80, over plain HTTP';
  return isAddress(host)
    ? 'from a registry that is named by its address, whose certificate is seldom checked'
    : undefined;
}
