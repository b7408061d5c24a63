import { texts } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { isFrom, placeOf } from './registry-list.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-registry-not-allowed',
  version: 1,
  title: 'Image comes from a registry that is not allowed',
  severity: 'high',
  why: 'Your organisation names the registries whose images were scanned, signed and approved. An image from elsewhere went around all of that.',
  attack: 'Code from any account on the Internet runs in the cluster with the rights of the workload.',
  remedy: 'Copy the image to an allowed registry after it was approved, and use it from there.',
  references: [
    'https://kubernetes.io/docs/concepts/security/security-checklist/#images',
    'https://kubernetes.io/docs/concepts/containers/images/',
  ],
  techniques: ['T1525', 'T1204.003', 'T1610'],
  parameters: {
    registries: {
      default: [],
      about:
        'Allowed registries (registry.example.org:5000, *.example.org) or paths in them (ghcr.io/team); while the list is empty the check finds nothing.',
    },
  },
  appliesTo: 'workload',
  find: (pod, _resource, { lookup, parameters }) => {
    const registries = texts(parameters['registries']).map(placeOf);
    if (registries.length === 0) return none;
    return imageProblems(pod, lookup, ({ reference, text, user }) => {
      // What cannot be parsed is from nowhere that is allowed.
      if (reference !== undefined && isFrom(reference, registries)) return undefined;
      const place = reference === undefined ? 'a registry that cannot be told' : `registry "${reference.registry}"`;
      return `${user} uses image "${text}" from ${place}, which is not among the allowed ones.`;
    });
  },
  repair: { kind: 'none', reason: 'The image has to be approved and copied to an allowed registry first.' },
});
