import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { lacksObject } from './namespace-objects.ts';

export default defineCheck({
  id: 'availability-namespace-no-limit-range',
  version: 1,
  title: 'Namespace without a LimitRange',
  severity: 'low',
  why: 'Containers that state no requests and limits get none: a single one may take all of its node.',
  attack: 'A container that leaks memory, or mines coins, starves the other pods of its node.',
  remedy: 'Add a LimitRange with default requests and limits for containers.',
  accept: 'Namespaces whose workloads all state requests and limits, checked at admission.',
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  techniques: ['T1496', 'T1499'],
  appliesTo: ['Namespace'],
  find: (resource: Resource, { lookup }: CheckContext): readonly Problem[] =>
    lacksObject(resource, 'LimitRange', {
      lookup,
      message: 'has no LimitRange: containers that state no limits get none.',
    }),
  repair: {
    kind: 'none',
    reason: 'The fix is a LimitRange, and which defaults suit the namespace is not known from the objects.',
  },
});
