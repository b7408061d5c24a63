import { own, type Resource, record } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { mirrorAnnotation, sourceAnnotation } from './control-plane.ts';
import { isHook } from './hooks.ts';

export default defineCheck({
  id: 'workload-naked-pod',
  version: 1,
  title: 'Pod has no controller',
  severity: 'low',
  why: 'A pod by itself is gone for good when its node fails or is drained, and is never rolled over to a patched image. Nothing tells who made it or whether it is still needed.',
  attack: "An intruder's pod among others that nobody answers for is not noticed.",
  remedy: 'Make it a Deployment or a Job.',
  accept: 'Pods for an experiment that is deleted afterwards.',
  references: ['https://kubernetes.io/docs/concepts/configuration/overview/'],
  techniques: ['T1610'],
  appliesTo: ['Pod'],
  find: (resource: Resource) => {
    if (resource.metadata['ownerReferences'] !== undefined || isHook(resource) || isOver(resource)) return none;
    if (own(resource.annotations, mirrorAnnotation) ?? own(resource.annotations, sourceAnnotation)) return none;
    return [{ pointer: '', message: `Pod "${resource.name}" has no controller: when its node fails, it is gone.` }];
  },
  repair: {
    kind: 'none',
    reason: 'Which kind of workload it should be has to be decided, and a pod cannot be turned into one.',
  },
});

function isOver(resource: Resource): boolean {
  const { phase } = record(resource.object['status']);
  return phase === 'Succeeded' || phase === 'Failed';
}
