import { type CheckContext, defineCheck, type Problem } from '../define-check.ts';
import { migratedPlugins, podPluginUses } from './volume-plugins.ts';

export default defineCheck({
  id: 'api-migrated-volume-plugin',
  version: 1,
  title: 'Pod uses a deprecated volume plugin',
  severity: 'low',
  why: 'The plugins of the clouds left Kubernetes: their volumes work only where the CSI driver that took over is installed.',
  attack: 'None by itself: an application that does not start after an upgrade is an outage.',
  remedy: 'Use a PersistentVolumeClaim of a storage class of the CSI driver.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#volume-types'],
  techniques: ['T1499'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: (pod, resource, { kubeMinor }: CheckContext): readonly Problem[] =>
    podPluginUses(pod, migratedPlugins)
      .filter(({ plugin }) => (migratedPlugins.get(plugin)?.since ?? 0) <= kubeMinor)
      .map(({ plugin, pointer, where }) => ({
        pointer,
        message: `${resource.ref.kind} "${resource.name}" uses ${plugin} for ${where}, ${fate(plugin)}.`,
      })),
  repair: { kind: 'none', reason: 'The volume has to become a claim, and its data has to stay what it is.' },
});

function fate(plugin: string): string {
  const driver = migratedPlugins.get(plugin)?.driver;
  return driver === undefined
    ? 'which is deprecated in favour of CSI drivers'
    : `which works only where CSI driver ${driver} is installed`;
}
