import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'availability-no-revision-history',
  version: 1,
  title: 'Rollouts cannot be rolled back',
  severity: 'low',
  why: 'With revisionHistoryLimit 0 no earlier revision is kept, so a bad or malicious rollout cannot be undone by `kubectl rollout undo`.',
  attack:
    'A rollout with a broken or hostile image stays until somebody finds the old manifest, and what ran before cannot be looked up.',
  remedy: 'Leave revisionHistoryLimit out (10 revisions), or keep a few.',
  accept: 'Workloads that are only ever changed from version control, with a tested way back.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#revision-history-limit'],
  techniques: ['T1490'],
  appliesTo: ['Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'],
  find: (resource: Resource) => {
    if (record(resource.object['spec'])['revisionHistoryLimit'] !== 0) return none;
    return [
      {
        pointer: '/spec/revisionHistoryLimit',
        value: 0,
        message: `${resource.ref.kind} "${resource.name}" keeps no earlier revision to roll back to.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'keep the usual 10 revisions',
    disruption: 'none',
    edits: (problem) => [remove(problem.pointer)],
  },
});
