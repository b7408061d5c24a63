import { groupOf, items, type Resource, record, texts } from '@bulwark/model';
import { fitsWildcard } from '../constraint/wildcard.ts';
import { isConfig } from '../kinds.ts';

/** The parts of Gatekeeper from which a Config can exclude namespaces. */
export type Process = 'audit' | 'webhook' | 'sync' | 'mutation-webhook';

export interface Exclusion {
  readonly config: Resource;
  /** The entry of `excludedNamespaces` that fits. */
  readonly pattern: string;
}

/** What Gatekeeper's Config among these objects excludes from a process: the objects of a namespace, and itself. */
export function exclusions(
  resources: readonly Resource[],
  process: Process,
): (resource: Resource) => Exclusion | undefined {
  // Gatekeeper reads no Config of another name.
  const configs = resources.filter((resource) => isConfig(resource) && resource.name === 'config');
  const known = configs.flatMap((config) =>
    items(record(config.object['spec'])['match'])
      .map(record)
      .flatMap((entry) =>
        texts(entry['processes']).some((one) => one === process || one === '*')
          ? texts(entry['excludedNamespaces']).map((pattern) => ({ config, pattern }))
          : [],
      ),
  );
  return (resource) => {
    if (known.length === 0) return undefined;
    const { ref, name, namespace } = resource;
    const isNamespace = ref.kind === 'Namespace' && groupOf(ref.apiVersion) === '';
    return known.find(({ pattern }) => fitsWildcard(isNamespace ? name : namespace, pattern));
  };
}
