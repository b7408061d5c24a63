import { defineCheck } from '../define-check.ts';
import { findHostPlace } from './host-volumes.ts';

export default defineCheck({
  id: 'workload-host-kubernetes-credentials',
  version: 1,
  title: 'Kubernetes credentials of the node are mounted',
  severity: 'high',
  why: "Under /etc/kubernetes and the folders that other distributions use lie the kubeconfig of the node and, on control-plane nodes, the keys of the cluster's certificate authorities and the administrator's kubeconfig.",
  attack:
    'Code in the container that lands on a control-plane node signs itself a certificate of the group system:masters, which no RBAC rule limits and nothing revokes.',
  remedy: 'Take the mount away, or mount the one file that is needed, read-only.',
  accept:
    "Short-lived audit jobs, such as a benchmark of the node's configuration, that only cluster administrators may start.",
  references: [
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  techniques: ['T1552.001', 'T1078', 'T1611'],
  appliesTo: 'workload',
  onlyWith: ['volumes'],
  find: findHostPlace('kubernetes-credentials'),
  repair: { kind: 'none', reason: 'Which of the files the container reads cannot be told from the object.' },
});
