import { items, type PodTemplate, type Resource, record } from '@bulwark/model';
import type { JsonObject } from '@bulwark/text';
import { valueText } from '../network/value-text.ts';

/** Volume plugins of the tree that are gone for good, and the minor version that came without them. */
export const removedPlugins: ReadonlyMap<string, number> = new Map([
  ['photonPersistentDisk', 22],
  ['scaleIO', 22],
  ['flocker', 25],
  ['quobyte', 25],
  ['storageos', 25],
  ['glusterfs', 26],
  ['cephfs', 31],
  ['rbd', 31],
]);

/** Volume plugins of the tree that were deprecated in a minor version, and the CSI driver that serves them since. */
export const migratedPlugins: ReadonlyMap<string, { readonly since: number; readonly driver?: string }> = new Map([
  ['awsElasticBlockStore', { since: 17, driver: 'ebs.csi.aws.com' }],
  ['azureDisk', { since: 19, driver: 'disk.csi.azure.com' }],
  ['azureFile', { since: 21, driver: 'file.csi.azure.com' }],
  ['cinder', { since: 18, driver: 'cinder.csi.openstack.org' }],
  ['gcePersistentDisk', { since: 17, driver: 'pd.csi.storage.gke.io' }],
  ['vsphereVolume', { since: 19, driver: 'csi.vsphere.vmware.com' }],
  ['portworxVolume', { since: 25, driver: 'pxd.portworx.com' }],
  ['flexVolume', { since: 23 }],
]);

/** A volume that uses a plugin of a table. */
export interface PluginUse {
  readonly plugin: string;
  readonly pointer: string;
  readonly where: string;
}

/** The volumes of a pod that use a plugin among those given. */
export function podPluginUses(pod: PodTemplate, plugins: ReadonlyMap<string, unknown>): readonly PluginUse[] {
  const volumes = pod.spec['volumes'];
  if (volumes === undefined) return [];
  return items(volumes).flatMap((item, index) => {
    const volume = record(item);
    const plugin = pluginOf(volume, plugins);
    if (plugin === undefined) return [];
    return [
      {
        plugin,
        pointer: `${pod.specPointer}/volumes/${index}/${plugin}`,
        where: `volume "${valueText(volume['name'])}"`,
      },
    ];
  });
}

/** The plugin of a PersistentVolume among those given. */
export function volumePluginUse(volume: Resource, plugins: ReadonlyMap<string, unknown>): readonly PluginUse[] {
  const plugin = pluginOf(record(volume.object['spec']), plugins);
  return plugin === undefined ? [] : [{ plugin, pointer: `/spec/${plugin}`, where: 'its storage' }];
}

function pluginOf(source: JsonObject, plugins: ReadonlyMap<string, unknown>): string | undefined {
  for (const key of Object.keys(source)) if (plugins.has(key) && source[key] !== null) return key;
  return undefined;
}
