import { containerPointer, parseImage, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { inContainers } from './containers.ts';

export default defineCheck({
  id: 'workload-tiller',
  version: 1,
  title: 'Tiller is installed',
  severity: 'high',
  why: 'Tiller, the server of Helm 2, takes orders from whoever reaches its port 44134, without a login by default, and usually has every right in the cluster. Helm 2 has had no security fixes since November 2020.',
  attack: 'An intruder in any pod tells Tiller to install a chart that makes him an administrator of the cluster.',
  remedy:
    'Move the releases to Helm 3 or later, which needs no server, and delete Tiller with its service account and bindings.',
  references: [
    'https://helm.sh/docs/topics/v2_v3_migration/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  techniques: ['T1190', 'T1610', 'T1098.006'],
  appliesTo: 'workload',
  mentions: ['tiller'],
  find: (pod) =>
    inContainers(pod, (container) => {
      const image = text(container.value['image']);
      if (!image?.includes('tiller')) return [];
      const name = parseImage(image)?.repository.split('/').at(-1);
      if (name !== 'tiller') return [];
      return [
        {
          pointer: containerPointer(container, '/image'),
          value: image,
          message: `Container "${container.name}" is Tiller, which installs whatever anybody who reaches it asks for.`,
        },
      ];
    }),
  repair: {
    kind: 'none',
    reason: 'The releases that it manages have to be moved first, or nobody can change them any more.',
  },
});
