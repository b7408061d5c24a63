import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'workload-cron-job-history',
  version: 1,
  title: 'CronJob keeps no trace of its failed runs',
  severity: 'low',
  why: 'With `failedJobsHistoryLimit: 0` a failed run is deleted at once, with its pods and logs: nobody can tell that it failed, or why.',
  attack: 'Work that an intruder did in a run leaves nothing behind to look at.',
  remedy: 'Leave the field out (the default is 1), or set it to a few.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  techniques: ['T1070'],
  appliesTo: ['CronJob.batch'],
  find: (resource: Resource) =>
    record(resource.object['spec'])['failedJobsHistoryLimit'] === 0
      ? [
          {
            pointer: '/spec/failedJobsHistoryLimit',
            value: 0,
            message: `Failed runs of CronJob "${resource.name}" are deleted at once, with their logs.`,
          },
        ]
      : none,
  repair: {
    kind: 'edit',
    summary: 'keep the last failed run',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 1)],
  },
});
