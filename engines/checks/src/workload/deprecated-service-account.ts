import { text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'workload-deprecated-service-account',
  version: 1,
  title: 'Service account is named in the deprecated field',
  severity: 'low',
  why: '`serviceAccount` is an alias that policies, reviews and tools overlook: they read `serviceAccountName` and take the pod for one of the default account.',
  attack: 'Rights are given to a pod in a field that the reviewer’s tools do not show.',
  remedy: 'Name the account in `serviceAccountName`.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/'],
  techniques: ['T1036'],
  appliesTo: 'workload',
  find: (pod) => {
    const name = text(pod.spec['serviceAccount']);
    if (!name || text(pod.spec['serviceAccountName'])) return none;
    return [
      {
        pointer: `${pod.specPointer}/serviceAccount`,
        value: name,
        message: `ServiceAccount "${name}" is named in the deprecated field serviceAccount only.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'move the name to serviceAccountName',
    disruption: 'none',
    edits: (problem) => [set(`${problem.pointer}Name`, problem.value ?? ''), remove(problem.pointer)],
  },
});
