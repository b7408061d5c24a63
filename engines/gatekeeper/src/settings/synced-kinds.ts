import { items, type Resource, record, text } from '@bulwark/model';
import { isConfig, isSyncSet } from '../kinds.ts';
import { gvkText } from './sync-requirements.ts';

/**
 * The kinds that Gatekeeper's SyncSets and its Config put into `data.inventory` on a cluster, together; undefined where
 * none of them says so.
 */
export function syncedKinds(resources: readonly Resource[]): ReadonlySet<string> | undefined {
  const lists = resources.flatMap((resource) => {
    const spec = record(resource.object['spec']);
    if (isSyncSet(resource)) return [items(spec['gvks'])];
    // Gatekeeper reads no Config of another name.
    if (!isConfig(resource) || resource.name !== 'config' || spec['sync'] === undefined) return [];
    return [items(record(spec['sync'])['syncOnly'])];
  });
  if (lists.length === 0) return undefined;
  return new Set(lists.flat().map((entry) => kindOf(record(entry))));
}

function kindOf(entry: ReturnType<typeof record>): string {
  const [group = '', version = '', kind = ''] = ['group', 'version', 'kind'].map((key) => text(entry[key]));
  return gvkText({ group, version, kind });
}
