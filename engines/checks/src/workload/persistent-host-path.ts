import { type Resource, record, text } from '@bulwark/model';
import { defineCheck, none } from '../define-check.ts';
import { meaningOf, normalPath } from './host-place.ts';

export default defineCheck({
  id: 'workload-persistent-host-path',
  version: 1,
  title: 'PersistentVolume is a hostPath',
  severity: 'low',
  why: 'A hostPath volume is another folder on each node: the pod that moves finds nothing, or finds what somebody else left there. Kubernetes offers it for tests on a single node only, and Pod Security does not see it behind a claim.',
  attack: 'Whoever can write to the folder on any node chooses what the pod reads there.',
  remedy: 'Use a `local` volume with node affinity, or a storage class.',
  accept: 'Clusters of a single node for tests.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes'],
  techniques: ['T1611'],
  appliesTo: ['PersistentVolume'],
  find: (resource: Resource) => {
    const path = text(record(record(resource.object['spec'])['hostPath'])['path']);
    if (path === undefined || meaningOf(normalPath(path), true) !== undefined) return none;
    return [
      {
        pointer: '/spec/hostPath/path',
        value: path,
        message: `PersistentVolume "${resource.name}" is ${path} of whichever node the pod runs on.`,
      },
    ];
  },
  repair: { kind: 'none', reason: 'The source of a PersistentVolume cannot be changed, and its data has to move.' },
});
