import { containerPointer, items, type PodTemplate, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';

export default defineCheck({
  id: 'workload-root-group',
  version: 1,
  title: 'Container belongs to group root',
  severity: 'low',
  why: 'Files of images and of nodes are often writable for group 0. A process that is no longer user root but still of group root may change them.',
  attack: 'Code in the container changes a file of a mounted path that group root may write to.',
  remedy: "Use a group of the application's own in `runAsGroup`, `fsGroup` and `supplementalGroups`.",
  accept: 'Images built for OpenShift, which give group 0 the rights that the application needs.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  techniques: ['T1611'],
  appliesTo: 'workload',
  onlyWith: ['securityContext.runAsGroup', 'securityContext.fsGroup', 'securityContext.supplementalGroups'],
  find: (pod) => [
    ...podProblems(pod),
    ...pod.containers
      .filter((container) => container.securityContext['runAsGroup'] === 0)
      .map((container) => ({
        pointer: containerPointer(container, '/securityContext/runAsGroup'),
        value: 0,
        message: `Container "${container.name}" runs as group root.`,
      })),
  ],
  repair: {
    kind: 'none',
    reason: 'Which group may read the files of the image and the volumes cannot be told from the object.',
  },
});

function podProblems(pod: PodTemplate): readonly Problem[] {
  const context = record(pod.spec['securityContext']);
  const at = `${pod.specPointer}/securityContext`;
  const fields = ['runAsGroup', 'fsGroup']
    .filter((field) => context[field] === 0)
    .map((field) => ({ pointer: `${at}/${field}`, value: 0, message: `${field} of the pod is 0, the group root.` }));
  const groups = items(context['supplementalGroups']).flatMap((group, index) =>
    group === 0
      ? [{ pointer: `${at}/supplementalGroups/${index}`, value: 0, message: 'The pod is also of group 0, root.' }]
      : [],
  );
  return [...fields, ...groups];
}
