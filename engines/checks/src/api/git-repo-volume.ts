import { items, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'api-git-repo-volume',
  version: 1,
  title: 'Pod uses a gitRepo volume',
  severity: 'medium',
  why: 'The kubelet runs git as root on the node to fill a gitRepo volume: a crafted repository executes commands there (CVE-2024-10220). It is off by default since v1.33.',
  attack:
    'Whoever may create pods points the volume at a repository with a hook and runs commands as root on the node.',
  remedy: 'Clone in an init container into an emptyDir, or use an image volume.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo',
    'https://github.com/kubernetes/kubernetes/issues/128885',
  ],
  techniques: ['T1611', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const volumes = pod.spec['volumes'];
    if (volumes === undefined) return none;
    return items(volumes).flatMap((volume, index) =>
      (record(volume)['gitRepo'] ?? null) === null
        ? []
        : [
            {
              pointer: `${pod.specPointer}/volumes/${index}/gitRepo`,
              message: `${resource.ref.kind} "${resource.name}" has a gitRepo volume, ${kubeMinor < offByDefault ? 'which the kubelet fills as root' : 'which kubelets refuse by default since v1.33'}.`,
            },
          ],
    );
  },
  repair: {
    kind: 'none',
    reason: 'An init container with an image that has git must do the work, and the image is yours to choose.',
  },
});

const offByDefault = 33;
