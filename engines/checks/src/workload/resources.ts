import {
  type Container,
  containerPointer,
  items,
  own,
  type PodTemplate,
  type Resource,
  record,
  text,
} from '@bulwark/model';
import { type CheckContext, none, type Problem } from '../define-check.ts';
import type { Lookup } from '../lookup.ts';
import { runsOn } from './containers.ts';
import { isControlPlanePod } from './control-plane.ts';

type ResourceName = 'cpu' | 'memory' | 'ephemeral-storage';
type Bound = 'limits' | 'requests';

/** The quantity that a container, or its pod as a whole, states. */
export function stated(container: Container, bound: Bound, name: ResourceName): unknown {
  const own = record(record(container.value['resources'])[bound])[name];
  return own ?? podStated(container.template, bound, name);
}

function podStated(pod: PodTemplate, bound: Bound, name: ResourceName): unknown {
  const resources = pod.spec['resources'];
  return resources === undefined ? undefined : record(record(resources)[bound])[name];
}

/** Whether nothing bounds the memory that the pod as a whole may use. */
export function hasUnboundedMemory(pod: PodTemplate, resource: Resource, context: CheckContext): boolean {
  return pod.containers.some(
    (container) =>
      runsOn(container) &&
      stated(container, 'limits', 'memory') === undefined &&
      !hasDefault(resource, { bound: 'limits', name: 'memory' }, context),
  );
}

interface Missing {
  readonly bound: Bound;
  readonly name: ResourceName;
  /** Completes `Container "x" …`. */
  readonly consequence: string;
}

/**
 * A problem for each container that runs on and does not state a quantity, unless its pod, its limit (which stands in
 * for a request) or a LimitRange of the namespace does.
 */
export function findMissing(
  pod: PodTemplate,
  resource: Resource,
  given: Missing & { readonly context: CheckContext },
): readonly Problem[] {
  const { bound, name, consequence, context } = given;
  const lacking = pod.containers.filter((container) => runsOn(container) && lacks(container, bound, name));
  if (lacking.length === 0 || hasDefault(resource, given, context) || isControlPlanePod(resource, context)) return none;
  return lacking.map((container) => ({
    pointer: containerPointer(container, `/resources/${bound}/${name}`),
    message: `Container "${container.name}" ${consequence}.`,
  }));
}

function lacks(container: Container, bound: Bound, name: ResourceName): boolean {
  if (stated(container, bound, name) !== undefined) return false;
  return bound === 'limits' || stated(container, 'limits', name) === undefined;
}

function hasDefault(resource: Resource, wanted: Pick<Missing, 'bound' | 'name'>, { lookup }: CheckContext): boolean {
  const defaults = lookup.derive('workload-limit-defaults', resource.namespace, (of) =>
    defaultsOf(of, resource.namespace),
  );
  return (
    defaults.has(`${wanted.bound}/${wanted.name}`) ||
    (wanted.bound === 'requests' && defaults.has(`limits/${wanted.name}`))
  );
}

/** `limits/memory` and the like, for each quantity that a LimitRange of the namespace fills in. */
function defaultsOf(lookup: Lookup, namespace: string): ReadonlySet<string> {
  const defaults = new Set<string>();
  for (const range of lookup.list('LimitRange', namespace)) {
    for (const limit of items(record(range.object['spec'])['limits']).map(record)) {
      if (text(limit['type']) !== 'Container') continue;
      for (const name of Object.keys(record(own(limit, 'default')))) defaults.add(`limits/${name}`);
      for (const name of Object.keys(record(own(limit, 'defaultRequest')))) defaults.add(`requests/${name}`);
    }
  }
  return defaults;
}
