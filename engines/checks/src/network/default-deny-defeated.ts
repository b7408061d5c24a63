import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { cited } from './namespace-isolation.ts';
import { allowsEverything, type Direction, isolates, policiesOf, rulesOf, selectsAllPods } from './policy-selection.ts';

export default defineCheck({
  id: 'network-default-deny-defeated',
  version: 1,
  title: 'Default deny is undone by a policy that allows everything',
  severity: 'medium',
  why: 'Policies only add up: where another policy allows everything for all pods of the namespace, a default deny denies nothing.',
  attack: 'The namespace counts as protected, yet each of its pods is open to the whole cluster.',
  remedy: 'Delete the policy that allows everything, or restrict it to the pods that need it.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  techniques: ['T1562.001'],
  appliesTo: ['NetworkPolicy.networking.k8s.io'],
  find: (resource: Resource, context: CheckContext) =>
    selectsAllPods(resource)
      ? [...defeated(resource, 'ingress', context), ...defeated(resource, 'egress', context)]
      : [],
  repair: {
    kind: 'none',
    reason: 'The other policy is to be changed; what it was made for is not known from the objects.',
  },
});

function defeated(policy: Resource, direction: Direction, { lookup }: CheckContext): readonly Problem[] {
  if (!isolates(policy, direction) || rulesOf(policy, direction).length > 0) return [];
  const open = policiesOf(lookup, policy.namespace).find(
    (other) => other.selectsAll && allowsEverything(other.resource, direction),
  );
  if (open === undefined) return [];
  return [
    {
      pointer: '/spec/podSelector',
      message: `NetworkPolicy "${policy.name}" denies ${direction} by default, but NetworkPolicy "${open.resource.name}" allows all ${direction} for the same pods: nothing is denied.`,
      context: cited([open.resource]),
    },
  ];
}
