import { containerPointer } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';
import { set } from '../edit.ts';
import { isWindows } from './containers.ts';

export default defineCheck({
  id: 'workload-writable-root-filesystem',
  version: 1,
  title: 'Root filesystem of the container is writable',
  severity: 'medium',
  why: 'A read-only root filesystem keeps an intruder from placing tools and changing the application, and makes the container what its image says.',
  attack:
    'Code in the container downloads a tool into the root filesystem, makes it executable and runs it, or changes a script of the application.',
  remedy: 'Set `readOnlyRootFilesystem: true` and mount an emptyDir where the application has to write, such as /tmp.',
  accept: 'Applications that write all over their image, until they are rebuilt.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  techniques: ['T1609', 'T1036.005', 'T1496'],
  appliesTo: 'workload',
  find: (pod) =>
    pod.containers
      .filter(
        (container) =>
          container.securityContext['readOnlyRootFilesystem'] !== true &&
          container.list !== 'ephemeralContainers' &&
          !isWindows(pod),
      )
      .map((container) => ({
        pointer: containerPointer(container, '/securityContext/readOnlyRootFilesystem'),
        ...(container.securityContext['readOnlyRootFilesystem'] === false ? { value: false } : {}),
        message: `Container "${container.name}" may write to its root filesystem.`,
      })),
  repair: {
    kind: 'edit',
    summary: 'set readOnlyRootFilesystem to true; paths that the application writes to need an emptyDir',
    disruption: 'restart',
    edits: (problem) => [set(problem.pointer, true)],
  },
});
