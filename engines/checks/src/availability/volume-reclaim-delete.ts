import { own, type Resource, record, text, texts } from '@bulwark/model';
import { type CheckContext, defineCheck, none, type Problem } from '../define-check.ts';
import { set } from '../edit.ts';

export default defineCheck({
  id: 'availability-volume-reclaim-delete',
  version: 1,
  title: 'Volume with classified data is deleted with its claim',
  severity: 'medium',
  why: 'With reclaim policy Delete the storage goes as soon as somebody deletes the claim or its namespace, and the data with it.',
  attack:
    'One delete request, by mistake or by an attacker, destroys data that the organisation has marked as valuable.',
  remedy: 'Set persistentVolumeReclaimPolicy to Retain, and delete the storage by a procedure of its own.',
  accept: 'Data that can be made again, or of which tested backups exist outside of the cluster.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming'],
  techniques: ['T1485'],
  parameters: {
    labels: {
      default: ['data-class', 'data-classification', 'security.bulwark.dev/data-class'],
      about: 'Labels of a volume, its claim or its namespace that mark data as classified.',
    },
  },
  appliesTo: ['PersistentVolume'],
  find: (resource: Resource, { lookup, parameters }: CheckContext): readonly Problem[] => {
    const spec = record(resource.object['spec']);
    if (spec['persistentVolumeReclaimPolicy'] !== 'Delete') return none;
    const claim = record(spec['claimRef']);
    const namespace = text(claim['namespace']) ?? '';
    const holders = [
      resource,
      lookup.get('PersistentVolumeClaim', namespace, text(claim['name']) ?? ''),
      lookup.get('Namespace', '', namespace),
    ];
    for (const label of texts(parameters['labels'])) {
      const holder = holders.find((item) => item !== undefined && text(own(item.labels, label)));
      if (holder) return [problem(resource, holder, label)];
    }
    return none;
  },
  repair: {
    kind: 'edit',
    summary: 'keep the storage when the claim is deleted',
    disruption: 'none',
    edits: (found) => [set(found.pointer, 'Retain')],
  },
});

function problem(volume: Resource, holder: Resource, label: string): Problem {
  const value = text(own(holder.labels, label)) ?? '';
  const where = holder === volume ? '' : ` (${holder.ref.kind} "${holder.name}")`;
  return {
    pointer: '/spec/persistentVolumeReclaimPolicy',
    value: 'Delete',
    message: `PersistentVolume "${volume.name}" holds data labelled ${label}=${value}${where} and is deleted with its claim.`,
    ...(holder === volume ? {} : { context: [{ pointer: '/metadata/labels', resource: holder.ref }] }),
  };
}
