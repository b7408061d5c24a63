import type { Resource } from '@bulwark/model';
import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { podPluginUses, removedPlugins, volumePluginUse } from './volume-plugins.ts';
import { namedWorkloadKinds } from './workload-kinds.ts';

export default defineCheck({
  id: 'api-removed-volume-plugin',
  version: 1,
  title: 'Volume plugin does not exist any more',
  severity: 'medium',
  why: 'Kubernetes cannot mount the volume: pods that use it do not start after the upgrade, and their data is out of reach.',
  attack: 'None by itself: an application that does not start after an upgrade is an outage, and puts the upgrade off.',
  remedy: 'Move the data to a volume of a CSI driver.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#volume-types'],
  techniques: ['T1499'],
  appliesTo: ['PersistentVolume', ...namedWorkloadKinds],
  find: (resource: Resource, { kubeMinor }: CheckContext): readonly Problem[] => {
    const uses =
      resource.kind === 'PersistentVolume'
        ? volumePluginUse(resource, removedPlugins)
        : resource.templates.flatMap((pod) => podPluginUses(pod, removedPlugins));
    return uses
      .filter(({ plugin }) => (removedPlugins.get(plugin) ?? 0) <= kubeMinor)
      .map(({ plugin, pointer, where }) => ({
        pointer,
        message: `${resource.ref.kind} "${resource.name}" uses ${plugin} for ${where}, which Kubernetes does not have since v1.${removedPlugins.get(plugin)}.`,
      }));
  },
  repair: { kind: 'none', reason: 'The data has to be moved to other storage first.' },
});
