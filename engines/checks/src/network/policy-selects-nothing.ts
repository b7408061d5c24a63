import { type Resource, record } from '@bulwark/model';
import { type CheckContext, defineCheck, none } from '../define-check.ts';
import { hasPodMatching } from './pods-by-label.ts';
import { selectsAllPods } from './policy-selection.ts';

export default defineCheck({
  id: 'network-policy-selects-nothing',
  version: 1,
  title: 'NetworkPolicy selects no pod',
  severity: 'medium',
  why: 'A policy whose podSelector matches no pod protects nothing; mostly a label was renamed and the pods it was made for are open now.',
  attack: 'The pods that the policy was written for accept connections from everywhere.',
  remedy: 'Correct the podSelector to the labels of the pods, or delete the policy.',
  accept: 'A policy that waits for pods to come, such as those of a job that runs now and then.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  techniques: ['T1562.001'],
  scope: 'cluster',
  needs: ['Pod'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, { lookup }: CheckContext) => {
    // A default deny in a namespace that is empty so far is there on purpose.
    if (selectsAllPods(resource)) return none;
    if (hasPodMatching(lookup, resource.namespace, record(resource.object['spec'])['podSelector'])) return none;
    return [
      {
        pointer: '/spec/podSelector',
        message: `NetworkPolicy "${resource.name}" selects no pod of namespace "${resource.namespace}".`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'Which pods were meant is not known from the objects.' },
});
