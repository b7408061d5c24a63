import type { PodTemplate, Resource } from '@bulwark/model';
import { type CheckContext, none, type Problem } from '../define-check.ts';
import { cited, defaultDenyOf, unjudgedNote } from './namespace-isolation.ts';
import { type Direction, policiesSelecting } from './policy-selection.ts';

const meaning: Readonly<Record<Direction, string>> = {
  ingress: 'every pod of the cluster may connect',
  egress: 'every address in and outside the cluster may be reached',
};

/** The problem of pods that no policy isolates in a namespace where policies isolate others. */
export function notIsolatedProblem(
  pod: PodTemplate,
  resource: Resource,
  { direction, context }: { readonly direction: Direction; readonly context: CheckContext },
): readonly Problem[] {
  // Policies do not hold for pods on the network of their node.
  if (pod.spec['hostNetwork'] === true) return none;
  const deny = defaultDenyOf(context.lookup, resource.namespace, direction);
  if (deny.by || deny.isolating.length === 0) return none;
  const selecting = policiesSelecting(context.lookup, resource.namespace, pod.labels);
  if (selecting.some((policy) => policy.isolates[direction])) return none;
  const name = `${resource.ref.kind} "${resource.name}"`;
  const subject = resource.kind === 'Pod' ? name : `the pods of ${name}`;
  return [
    {
      pointer: `${pod.pointer}/metadata/labels`,
      message: `No NetworkPolicy for ${direction} selects ${subject}: ${meaning[direction]}, while other pods of namespace "${resource.namespace}" are isolated${unjudgedNote(deny.unjudged)}.`,
      context: cited(deny.isolating),
    },
  ];
}
