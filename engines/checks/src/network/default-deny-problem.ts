import type { Resource } from '@bulwark/model';
import type { CheckContext, Problem } from '../define-check.ts';
import { none } from '../define-check.ts';
import { cited, type DefaultDeny, defaultDenyOf, judgedNamespace, unjudgedNote } from './namespace-isolation.ts';
import type { Direction } from './policy-selection.ts';

const meaning: Readonly<Record<Direction, { readonly open: string; readonly some: string }>> = {
  ingress: {
    open: 'its pods accept connections from every pod of the cluster',
    some: 'a pod that none of them selects accepts connections from every pod of the cluster',
  },
  egress: {
    open: 'its pods may connect to every address in and outside the cluster',
    some: 'a pod that none of them selects may connect to every address in and outside the cluster',
  },
};

/** The problem of a namespace that does not deny a direction by default, on the object that stands for it. */
export function defaultDenyProblem(
  resource: Resource,
  direction: Direction,
  { lookup }: CheckContext,
): readonly Problem[] {
  const namespace = judgedNamespace(resource, lookup);
  if (namespace === undefined) return none;
  const deny = defaultDenyOf(lookup, namespace.name, direction);
  if (deny.by) return none;
  return [
    {
      pointer: namespace.pointer,
      message: `Namespace ${namespace.called} ${state(deny, direction)}${unjudgedNote(deny.unjudged)}.`,
      ...(deny.isolating.length > 0 ? { context: cited(deny.isolating) } : {}),
    },
  ];
}

function state({ policies, isolating }: DefaultDeny, direction: Direction): string {
  if (policies.length === 0) return `has no NetworkPolicy: ${meaning[direction].open}`;
  if (isolating.length === 0) return `has no NetworkPolicy for ${direction}: ${meaning[direction].open}`;
  const count = isolating.length === 1 ? '1 NetworkPolicy' : `${isolating.length} NetworkPolicies`;
  return `does not deny ${direction} by default: it has ${count} for ${direction}, and ${meaning[direction].some}`;
}
