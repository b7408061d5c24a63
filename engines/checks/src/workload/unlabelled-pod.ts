import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'workload-unlabelled-pod',
  version: 1,
  title: 'Pods have no labels',
  severity: 'low',
  why: 'NetworkPolicies, disruption budgets and queries choose pods by labels: these pods can be addressed only together with all others of the namespace.',
  attack: 'No network policy made for this workload applies to it, since none can be.',
  remedy: 'Add labels such as `app.kubernetes.io/name` to the pod template.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  techniques: [],
  appliesTo: 'workload',
  find: (pod, resource) => {
    if (!labelledByAuthor.has(resource.kind) || Object.keys(pod.labels).length > 0) return none;
    return [
      {
        pointer: `${pod.pointer}/metadata/labels`,
        message: 'The pods have no labels of their own, so no network policy can be written for them.',
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which labels the policies of the namespace go by has to be decided.' },
});

// The API server refuses other workloads without labels, or, for a Job, adds one of its own that stays.
const labelledByAuthor: ReadonlySet<string> = new Set(['Pod', 'CronJob.batch']);
