import { type ImageReference, parseImage, text } from '@bulwark/model';
import { valueAt } from '@bulwark/text';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { fullName, imageProblems } from './used-images.ts';

export default defineCheck({
  id: 'image-unqualified',
  version: 1,
  title: 'Image names no registry',
  severity: 'low',
  why: 'Where no registry is named, the configuration of each node decides: containerd takes Docker Hub, CRI-O the first of a list that has an image of the name.',
  attack:
    'The attacker publishes an image of the same name in a registry that is searched earlier, and nodes take theirs.',
  remedy: 'Write the registry out: `docker.io/library/nginx:1.29`.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://www.redhat.com/en/blog/container-image-short-names',
  ],
  techniques: ['T1525', 'T1036.005'],
  appliesTo: 'workload',
  find: (pod, _resource, { lookup }) =>
    imageProblems(pod, lookup, ({ reference, text: image, user }) =>
      reference === undefined || reference.qualified
        ? undefined
        : `${user} uses image "${image}" without a registry: the node decides whether that is "${fullName(reference)}".`,
    ),
  repair: {
    kind: 'edit',
    summary: 'write out Docker Hub as the registry, which most nodes take',
    disruption: 'restart',
    edits: (problem, resource) => {
      const reference = parsed(text(valueAt(resource.object, problem.pointer)));
      return reference === undefined ? 'the image cannot be read' : [set(problem.pointer, fullName(reference))];
    },
  },
});

function parsed(image: string | undefined): ImageReference | undefined {
  return image === undefined ? undefined : parseImage(image);
}
