import { integer, type Resource, record } from '@bulwark/model';
import { defineCheck, type Problem } from '../define-check.ts';
import { remove, set } from '../edit.ts';

export default defineCheck({
  id: 'workload-cron-job-history',
  version: 1,
  title: 'CronJob keeps no trace of its failed runs',
  severity: 'low',
  why: 'With `failedJobsHistoryLimit: 0`, or a short `ttlSecondsAfterFinished` in its template, a failed run is soon deleted with its pods and logs: nobody can tell that it failed, or why.',
  attack: 'Work that an intruder did in a run leaves nothing behind to look at.',
  remedy: 'Leave both fields out: by default the last failed run is kept.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  techniques: ['T1070'],
  appliesTo: ['CronJob.batch'],
  find: (resource: Resource) => [...limitProblem(resource), ...ttlProblem(resource)],
  repair: {
    kind: 'edit',
    summary: 'keep the last failed run',
    disruption: 'none',
    edits: (problem) => (problem.pointer === limit ? [set(limit, 1)] : [remove(problem.pointer)]),
  },
});

const limit = '/spec/failedJobsHistoryLimit';
const shortest = 3600;

function limitProblem(resource: Resource): readonly Problem[] {
  if (record(resource.object['spec'])['failedJobsHistoryLimit'] !== 0) return [];
  const message = `Failed runs of CronJob "${resource.name}" are deleted at once, with their logs.`;
  return [{ pointer: limit, value: 0, message }];
}

function ttlProblem(resource: Resource): readonly Problem[] {
  const job = record(record(record(resource.object['spec'])['jobTemplate'])['spec']);
  const seconds = integer(job['ttlSecondsAfterFinished']);
  if (seconds === undefined || seconds >= shortest) return [];
  return [
    {
      pointer: '/spec/jobTemplate/spec/ttlSecondsAfterFinished',
      value: seconds,
      message: `Runs of CronJob "${resource.name}" are deleted ${seconds} seconds after their end, with their logs, whatever its history limits say.`,
    },
  ];
}
