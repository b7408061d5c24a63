import { defineCheck } from '../define-check.ts';
import { imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-invalid-reference',
  version: 1,
  title: 'Image reference is not valid',
  severity: 'low',
  why: 'The kubelet refuses the reference (InvalidImageName) and the container never starts. Policies that compare texts may take it for something else.',
  attack: 'None by itself; a reference that two programs read differently can slip past a check of the registry.',
  remedy: 'Write it as `registry/path/name:tag@sha256:...`, in lower case and without spaces.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://pkg.go.dev/github.com/distribution/reference',
  ],
  techniques: [],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text, user }) =>
      reference === undefined ? `${user} has image "${text}", which is no valid reference.` : undefined,
    ),
  repair: { kind: 'none', reason: 'Which image was meant cannot be told from a reference that is not valid.' },
});
