import { type Resource, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { defineCheck, none } from '../define-check.ts';

export default defineCheck({
  id: 'workload-job-deadline',
  version: 1,
  title: 'Job may run for ever',
  severity: 'low',
  why: 'Without `activeDeadlineSeconds` a Job that hangs, or that was made to do something else, holds its credentials and its share of the node until somebody notices.',
  attack: "A program that an intruder starts in a Job's pod runs for weeks under a name that everybody expects to see.",
  remedy: 'Set `activeDeadlineSeconds` to well above the longest run so far.',
  accept: 'Jobs whose work has no upper bound, such as a large migration.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  techniques: ['T1053.007', 'T1496'],
  appliesTo: ['Job.batch', 'CronJob.batch'],
  find: (resource: Resource) => {
    const isCron = resource.kind === 'CronJob.batch';
    const own = record(resource.object['spec']);
    const spec = isCron ? record(record(own['jobTemplate'])['spec']) : own;
    if (hasDeadline(spec) || (!isCron && resource.metadata['ownerReferences'] !== undefined)) return none;
    return [
      {
        pointer: isCron ? '/spec/jobTemplate/spec/activeDeadlineSeconds' : '/spec/activeDeadlineSeconds',
        message: `${resource.ref.kind} "${resource.name}" has no deadline: a run that hangs goes on for ever.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'How long a run may take is known to the authors of the Job only.' },
});

function hasDeadline(spec: JsonObject): boolean {
  const pod = record(record(spec['template'])['spec']);
  return (spec['activeDeadlineSeconds'] ?? pod['activeDeadlineSeconds']) !== undefined;
}
