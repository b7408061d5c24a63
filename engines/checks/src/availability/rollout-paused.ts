import { type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { remove } from '../edit.ts';

export default defineCheck({
  id: 'availability-rollout-paused',
  version: 1,
  title: 'Deployment is paused',
  severity: 'low',
  why: 'Changes to a paused Deployment are not rolled out: pods with a known flaw go on running though the manifest says they are patched.',
  attack: 'The attacker uses a flaw that everyone believes mended.',
  remedy: 'Resume the rollout (`kubectl rollout resume`), or remove paused from the manifest.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
  ],
  techniques: ['T1190'],
  appliesTo: ['Deployment.apps'],
  find: (resource: Resource) => {
    if (record(resource.object['spec'])['paused'] !== true) return none;
    const message = `Deployment "${resource.name}" is paused: changes are not rolled out.`;
    return [{ pointer: '/spec/paused', value: true, message }];
  },
  repair: {
    kind: 'edit',
    summary: 'resume the rollout',
    disruption: 'restart',
    edits: (problem) => [remove(problem.pointer)],
  },
});
