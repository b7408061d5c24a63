import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'availability-budget-unhealthy-pods',
  version: 1,
  title: 'PodDisruptionBudget also protects pods that do not work',
  severity: 'info',
  why: 'By default pods that are running but not ready count as protected while the budget is not met: one broken application blocks the drain of its node.',
  attack: 'Pods kept unready hold a node in service that was to be patched or taken out.',
  remedy: 'Set unhealthyPodEvictionPolicy to AlwaysAllow.',
  accept: 'Applications that need the time to become ready again, such as databases that rebuild a replica.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy'],
  techniques: ['T1499'],
  appliesTo: ['PodDisruptionBudget.policy'],
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const policy = record(resource.object['spec'])['unhealthyPodEvictionPolicy'];
    if (policy === 'AlwaysAllow' || kubeMinor < firstBeta || resource.ref.apiVersion !== 'policy/v1') return none;
    return [
      {
        pointer: '/spec/unhealthyPodEvictionPolicy',
        ...(policy === undefined ? {} : { value: policy }),
        message: `PodDisruptionBudget "${resource.name}" can keep pods that are not ready from being evicted.`,
      },
    ];
  },
  repair: {
    kind: 'edit',
    summary: 'let pods that are not ready be evicted',
    disruption: 'none',
    edits: (problem) => [set(problem.pointer, 'AlwaysAllow')],
  },
});

// On by default since v1.27 (KEP-3017).
const firstBeta = 27;
