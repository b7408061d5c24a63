import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { workloadKinds } from './workload-kinds.ts';

export default defineCheck({
  id: 'workload-default-namespace',
  version: 1,
  title: 'Workload runs in the default namespace',
  severity: 'low',
  why: 'Whatever names no namespace lands in this one, so it belongs to nobody: rights, quotas, network policies and Pod Security levels cannot be set for it without hitting something else.',
  attack:
    'A pod that was broken into finds unrelated workloads, their Secrets and their service account in its own namespace.',
  remedy: 'Give each application a namespace of its own.',
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  techniques: ['T1610'],
  appliesTo: workloadKinds,
  find: (resource: Resource, context: CheckContext) => {
    // A file that names no namespace leaves the choice to whoever applies it.
    const isStated = resource.ref.namespace === 'default';
    if (resource.namespace !== 'default' || (context.lookup.info.kind === 'files' && !isStated)) return none;
    return [
      {
        pointer: '/metadata/namespace',
        value: 'default',
        message: `${resource.ref.kind} "${resource.name}" is in the namespace "default", which has no owner.`,
      },
    ];
  },
  repair: {
    kind: 'none',
    reason: 'A workload cannot be moved: it has to be made anew in another namespace, together with what it refers to.',
  },
});
