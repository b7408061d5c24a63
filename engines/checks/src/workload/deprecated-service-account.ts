import { text } from '@bulwark/model';
import { valueAt } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'workload-deprecated-service-account',
  version: 1,
  title: 'Service account is named in the deprecated field',
  severity: 'low',
  why: '`serviceAccount` is an alias that policies, reviews and tools overlook: they read `serviceAccountName` and take the pod for one of the default account.',
  attack: "Rights are given to a pod in a field that the reviewer's tools do not show.",
  remedy: 'Name the account in `serviceAccountName` only, which wins where both are set.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/'],
  techniques: ['T1036'],
  appliesTo: 'workload',
  onlyWith: ['serviceAccount'],
  find: (pod) => {
    const alias = text(pod.spec['serviceAccount']);
    const name = text(pod.spec['serviceAccountName']);
    if (!alias || alias === name) return none;
    return [
      {
        pointer: `${pod.specPointer}/serviceAccount`,
        value: alias,
        message: name
          ? `The deprecated field serviceAccount names "${alias}", but the pod runs as "${name}" of serviceAccountName.`
          : `ServiceAccount "${alias}" is named in the deprecated field serviceAccount only.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'name the account in serviceAccountName only',
    disruption: 'none',
    edits: (problem, resource) => {
      const named = `${problem.pointer}Name`;
      const isNamed = Boolean(text(valueAt(resource.object, named)));
      return isNamed ? [remove(problem.pointer)] : [set(named, problem.value ?? ''), remove(problem.pointer)];
    },
  },
});
