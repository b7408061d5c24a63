import type { KindKey } from '@bulwark/model';
import type { ApiResource } from './api-resource.ts';

// What fills a list without telling a check anything: changes every second, or repeats what another object says.
const noise: ReadonlySet<KindKey> = new Set([
  'Event',
  'Event.events.k8s.io',
  'ComponentStatus',
  'Endpoints',
  'EndpointSlice.discovery.k8s.io',
  'Lease.coordination.k8s.io',
  'LeaseCandidate.coordination.k8s.io',
  'ControllerRevision.apps',
  'CSIStorageCapacity.storage.k8s.io',
  'IPAddress.networking.k8s.io',
  'StorageVersion.internal.apiserver.k8s.io',
]);

// Groups whose objects are measurements or the reports of other scanners, often many megabytes.
const noisyGroups: ReadonlySet<string> = new Set([
  'metrics.k8s.io',
  'custom.metrics.k8s.io',
  'external.metrics.k8s.io',
  'wgpolicyk8s.io',
  'openreports.io',
  'reports.kyverno.io',
  'aquasecurity.github.io',
  'spdx.softwarecomposition.kubescape.io',
]);

export interface KindSelection {
  /** Only these kinds; each as a kind or resource, with its group or without: `Secret`, `deployments.apps`. */
  readonly includeKinds?: readonly string[];
  readonly excludeKinds?: readonly string[];
}

export interface SelectedResources {
  readonly chosen: readonly ApiResource[];
  readonly left: readonly ApiResource[];
  /** Names in the selection that the server has no kind for. */
  readonly unknown: readonly string[];
}

/** The resources to read: those named, else all but what only makes noise. */
export function selectResources(resources: readonly ApiResource[], selection: KindSelection): SelectedResources {
  const { includeKinds, excludeKinds = [] } = selection;
  const wanted = (resource: ApiResource): boolean =>
    (includeKinds === undefined ? !isNoise(resource) : isNamed(resource, includeKinds)) &&
    !isNamed(resource, excludeKinds);
  const named = [...(includeKinds ?? []), ...excludeKinds];
  return {
    chosen: resources.filter(wanted),
    left: resources.filter((resource) => !wanted(resource)),
    unknown: named.filter((name) => !resources.some((resource) => isNamed(resource, [name]))),
  };
}

function isNoise({ key, group }: ApiResource): boolean {
  return noise.has(key) || noisyGroups.has(group);
}

function isNamed({ group, resource, kind }: ApiResource, names: readonly string[]): boolean {
  const suffix = group === '' ? '' : `.${group}`;
  const known = [resource, kind, `${resource}${suffix}`, `${kind}${suffix}`].map((name) => name.toLowerCase());
  return names.some((name) => known.includes(name.toLowerCase()));
}
