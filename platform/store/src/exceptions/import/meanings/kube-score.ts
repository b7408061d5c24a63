import { isolation, type Meanings, same } from '../meaning.ts';

/** kube-score's checks by id, as in `kube-score list`. */
export const kubeScoreMeanings: Meanings = {
  'container-ephemeral-storage-request-and-limit': same('workload-ephemeral-storage-limit'),
  'container-resources': same(
    'workload-cpu-limit',
    'workload-cpu-request',
    'workload-memory-limit',
    'workload-memory-request',
  ),
  'container-seccomp-profile': same('pod-seccomp-profile-restricted'),
  'container-security-context-privileged': same('pod-privileged'),
  'container-security-context-readonlyrootfilesystem': same('workload-writable-root-filesystem'),
  'deployment-has-host-podantiaffinity': same('availability-no-spread'),
  'deployment-has-poddisruptionbudget': same('availability-no-disruption-budget'),
  'deployment-pod-selector-labels-match-template-metadata-labels': same('availability-selector-mismatch'),
  'deployment-replicas': same('availability-single-replica'),
  'deployment-strategy': same('availability-recreate-strategy'),
  'deployment-targeted-by-hpa-does-not-have-replicas-configured': same('availability-autoscaler-fixed-replicas'),
  'environment-variable-key-duplication': same('workload-duplicate-env'),
  'horizontalpodautoscaler-has-target': same('availability-autoscaler-target-missing'),
  'horizontalpodautoscaler-replicas': same('availability-autoscaler-single-replica'),
  'ingress-targets-service': same('network-ingress-dangling-backend'),
  'networkpolicy-targets-pod': same('network-policy-selects-nothing'),
  'pod-networkpolicy': isolation,
  'pod-probes': same('workload-readiness-probe'),
  'pod-probes-identical': same('workload-identical-probes'),
  'service-targets-pod': same('network-service-selects-nothing'),
  'service-type': same('network-service-node-port'),
  'statefulset-has-host-podantiaffinity': same('availability-no-spread'),
  'statefulset-has-poddisruptionbudget': same('availability-no-disruption-budget'),
  'statefulset-pod-selector-labels-match-template-metadata-labels': same('availability-selector-mismatch'),
};
