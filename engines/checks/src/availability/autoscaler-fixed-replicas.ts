import { integer, type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { remove } from '../edit.ts';
import { autoscalerOf, scaledKinds } from './scaling.ts';

export default defineCheck({
  id: 'availability-autoscaler-fixed-replicas',
  version: 1,
  title: 'Manifest sets replicas of a workload that an autoscaler scales',
  severity: 'low',
  why: 'Each time the manifest is applied the number of pods jumps back to the one in it, in the middle of a rise in load perhaps.',
  attack: 'A rollout during an attack takes away the pods that the autoscaler has added.',
  remedy: 'Leave replicas out of the manifest; see the reference for how to do so for a workload that runs.',
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  ],
  techniques: ['T1499'],
  appliesTo: scaledKinds,
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] => {
    // In a cluster the autoscaler itself sets the field.
    if (lookup.info.kind !== 'files') return none;
    const replicas = integer(record(resource.object['spec'])['replicas']);
    const autoscaler = replicas === undefined ? undefined : autoscalerOf(resource, lookup);
    if (replicas === undefined || autoscaler === undefined) return none;
    return [
      {
        pointer: '/spec/replicas',
        value: replicas,
        message: `${resource.ref.kind} "${resource.name}" sets replicas to ${replicas}, though ${autoscaler.ref.kind} "${autoscaler.name}" scales it.`,
        context: [{ pointer: '/spec/scaleTargetRef', resource: autoscaler.ref }],
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'leave the number of replicas to the autoscaler',
    disruption: 'traffic',
    edits: (problem) => [remove(problem.pointer)],
  },
});
