import { defineCheck } from '../define-check.ts';
import { findGrants, roleKinds } from './find-grants.ts';
import { csiDriversWrite } from './powers-workload.ts';

export default defineCheck({
  id: 'rbac-csidrivers-write',
  version: 1,
  title: 'Role can write CSI drivers',
  severity: 'medium',
  why: 'A CSIDriver object tells kubelets which tokens of a pod to hand to the driver, and lets inline volumes of the driver into restricted pods.',
  attack: 'An attacker who runs a driver on a node has itself handed tokens of the pods that use it.',
  remedy: 'Leave CSI drivers to administrators and to the installers of drivers.',
  accept: 'Storage operators that install drivers.',
  references: [
    'https://kubernetes-csi.github.io/docs/token-requests.html',
    'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-driver-restrictions',
  ],
  techniques: ['T1528', 'T1098'],
  appliesTo: roleKinds,
  find: (role, context) => findGrants(role, context, csiDriversWrite),
  repair: {
    kind: 'none',
    reason: 'Installers of storage drivers need it; whether this holder is one is known only from its use.',
  },
});
