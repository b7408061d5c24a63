import { containerPointer, text } from '@bulwark/model';
import { defineCheck } from '../define-check.ts';

export default defineCheck({
  id: 'workload-ephemeral-container',
  version: 1,
  title: 'Pod has a debug container',
  severity: 'medium',
  why: "Somebody attached an ephemeral container to the running pod: it runs an image that the workload does not have, shares the pod's network, and with a target its processes. It cannot be taken out again and leaves with the pod only.",
  attack:
    'An intruder with the right to change ephemeral containers brings his tools into a trusted pod and works under its name.',
  remedy: 'Find out who attached it and why; then delete the pod, so that its controller makes a clean one.',
  accept: 'While the debugging lasts.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  techniques: ['T1609', 'T1610'],
  appliesTo: 'workload',
  onlyWith: ['ephemeralContainers'],
  find: (pod) =>
    pod.containers
      .filter((container) => container.list === 'ephemeralContainers')
      .map((container) => {
        const target = text(container.value['targetContainerName']);
        const reach = target ? `, inside the processes of container "${target}"` : '';
        return {
          pointer: containerPointer(container),
          message: `Debug container "${container.name}" was attached to the running pod${reach}.`,
        };
      }),
  repair: { kind: 'none', reason: 'An ephemeral container cannot be removed from a pod; the pod has to be deleted.' },
});
