import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'workload-cron-job-suspended',
  version: 1,
  title: 'CronJob is suspended',
  severity: 'info',
  why: 'A suspended CronJob does not do what it is there for, be it a backup or a rotation, and reports no failure. One that is no longer needed keeps its rights and waits to be turned on.',
  attack: 'An intruder suspends the backup, or hides a job of his own until he needs it.',
  remedy: 'Resume it, or delete it.',
  accept: 'Templates from which Jobs are started by hand.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension'],
  techniques: ['T1053.007', 'T1490'],
  appliesTo: ['CronJob.batch'],
  find: (resource: Resource) =>
    record(resource.object['spec'])['suspend'] === true
      ? [
          {
            pointer: '/spec/suspend',
            value: true,
            message: `CronJob "${resource.name}" is suspended: what it should do is not done.`,
          },
        ]
      : none,
  repair: { kind: 'none', reason: 'Whether it should run or go has to be decided.' },
});
