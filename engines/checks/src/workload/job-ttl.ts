import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { set } from '../edit.ts';
import { isHook } from './hooks.ts';

export default defineCheck({
  id: 'workload-job-ttl',
  version: 1,
  title: 'Job is kept for ever',
  severity: 'low',
  why: 'A finished Job stays with its pods, their logs and their environment until somebody deletes it; thousands of them burden the API server.',
  attack: 'Logs and variables of jobs that were done long ago are still there to be read.',
  remedy: 'Set `ttlSecondsAfterFinished`, such as 86400 for a day.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  techniques: ['T1552'],
  appliesTo: ['Job.batch'],
  find: (resource: Resource) => {
    const isKept = record(resource.object['spec'])['ttlSecondsAfterFinished'] === undefined;
    // A CronJob keeps a fixed number of its Jobs, and a deployment tool removes its hooks.
    if (!isKept || resource.metadata['ownerReferences'] !== undefined || isHook(resource)) return none;
    return [
      {
        pointer: '/spec/ttlSecondsAfterFinished',
        message: `Job "${resource.name}" and its pods stay after it has finished, until somebody deletes them.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'remove the Job a day after it has finished',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 86_400)],
  },
});
