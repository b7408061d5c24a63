import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-cloud-credentials',
  version: 1,
  title: 'Cloud or registry credentials of the node are mounted',
  severity: 'high',
  why: "The node's own credentials for its cloud account or for registries reach further than the cluster: disks, networks, images, other clusters.",
  attack: 'Code in the container reads the credentials and uses them from anywhere, long after the pod is gone.',
  remedy:
    "Give the pod an identity of its own through the cloud's workload identity, or a Secret with the rights that it needs.",
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  techniques: ['T1552.001', 'T1078', 'T1550'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('cloud-credentials'),
  repair: {
    kind: 'none',
    reason: "The pod needs an identity of its own in the cloud before the node's can be taken away.",
  },
});
