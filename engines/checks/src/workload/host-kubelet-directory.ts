import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-kubelet-directory',
  version: 1,
  title: "The kubelet's directory is mounted",
  severity: 'high',
  why: "Under /var/lib/kubelet lie the tokens, Secrets and volumes of every pod of the node, and the node's own client key.",
  attack:
    'Code in the container reads the service-account tokens of its neighbours and acts as them: one controller with wide rights on the node is enough to take the cluster.',
  remedy: 'Mount only the folder that is needed, such as /var/lib/kubelet/plugins/<driver> for a CSI driver.',
  accept: 'CSI drivers, which mount volumes into the folders of pods, on nodes where nothing more powerful runs.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  techniques: ['T1528', 'T1552.001', 'T1552.007'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('kubelet-directory'),
  repair: { kind: 'none', reason: 'Which folders of the kubelet the container needs cannot be told from the object.' },
});
