import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-cron-job-concurrency',
  version: 1,
  title: 'Runs of a CronJob may pile up',
  severity: 'low',
  why: 'With concurrencyPolicy `Allow`, the default, each run starts whether the last one is done or not: a slow run becomes many at once, which slow each other further and may work on the same data.',
  attack: "Whoever can make one run hang makes the CronJob use up its namespace's share of the cluster.",
  remedy: 'Set `concurrencyPolicy: Forbid`, or `Replace`.',
  accept: 'Jobs that are independent of each other and have a deadline.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  techniques: ['T1053.007', 'T1499'],
  appliesTo: ['CronJob.batch'],
  find: (resource: Resource) => {
    const policy = text(record(resource.object['spec'])['concurrencyPolicy']);
    if (policy !== undefined && policy !== 'Allow') return none;
    return [
      {
        pointer: '/spec/concurrencyPolicy',
        ...(policy === undefined ? {} : { value: policy }),
        message: `CronJob "${resource.name}" starts a run although the last one may not be done.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'start no run while another one is going on',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 'Forbid')],
  },
});
