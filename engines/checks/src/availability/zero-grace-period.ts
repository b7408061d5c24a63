import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'availability-zero-grace-period',
  version: 1,
  title: 'Pods are killed without time to finish',
  severity: 'low',
  why: 'With a grace period of zero pods are killed at once: requests are cut off, data that is not written yet is lost, and of a StatefulSet two pods may run with one identity.',
  attack: 'Making pods restart, by deleting or evicting them, is enough to damage data.',
  remedy: 'Leave terminationGracePeriodSeconds out (30 seconds), or give the time that the application needs.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  techniques: ['T1485', 'T1499'],
  appliesTo: 'workload',
  onlyWith: ['terminationGracePeriodSeconds'],
  find: (pod, resource) => {
    if (pod.spec['terminationGracePeriodSeconds'] !== 0) return none;
    return [
      {
        pointer: `${pod.specPointer}/terminationGracePeriodSeconds`,
        value: 0,
        message: `${resource.ref.kind} "${resource.name}" has a grace period of zero: its containers are killed without time to finish.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'give pods the usual 30 seconds',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
