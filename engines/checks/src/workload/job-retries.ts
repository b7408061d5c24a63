import { integer, type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';

const most = 20;

export default defineCheck({
  id: 'workload-job-retries',
  version: 1,
  title: 'Job is tried again without end',
  severity: 'low',
  why: 'Each failed try of a Job is another pod, with its logs and events. A high `backoffLimit` floods namespace and node when the work cannot succeed at all.',
  attack: 'Input that makes the Job fail is turned into load on the cluster.',
  remedy: 'Set `backoffLimit` to a handful (the default is 6).',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy'],
  techniques: ['T1499'],
  parameters: { most: { default: most, about: 'Most tries that are no finding.' } },
  appliesTo: ['Job.batch', 'CronJob.batch'],
  find: (resource: Resource, context: CheckContext) => {
    const isCron = resource.kind === 'CronJob.batch';
    const own = record(resource.object['spec']);
    const spec = isCron ? record(record(own['jobTemplate'])['spec']) : own;
    const limit = integer(spec['backoffLimit']) ?? 0;
    if (limit <= (integer(context.parameters['most']) ?? most)) return none;
    return [
      {
        pointer: isCron ? '/spec/jobTemplate/spec/backoffLimit' : '/spec/backoffLimit',
        value: limit,
        message: `${resource.ref.kind} "${resource.name}" is tried ${limit} times before it counts as failed.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'set backoffLimit to the default of 6',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 6)],
  },
});
