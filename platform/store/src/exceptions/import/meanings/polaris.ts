import type { Meanings } from '../meaning.ts';
import { atRole, on, partOf, same } from '../same.ts';

const allRights = ['rbac-wildcard-everything', 'rbac-wildcard-core-write'] as const;

/** polaris’ checks by name. */
export const polarisMeanings: Meanings = {
  automountServiceAccountToken: same('workload-token-automount'),
  clusterrolePodExecAttach: on(['ClusterRole'], 'rbac-pods-exec', 'rbac-pods-attach'),
  cpuLimitsMissing: same('workload-cpu-limit'),
  cpuRequestsMissing: same('workload-cpu-request'),
  deploymentMissingReplicas: same('availability-single-replica'),
  hostIPCSet: partOf('pod-host-namespaces', '/hostIPC'),
  hostNetworkSet: partOf('pod-host-namespaces', '/hostNetwork'),
  hostPIDSet: partOf('pod-host-namespaces', '/hostPID'),
  hostPathSet: same('pod-host-path-volumes'),
  hostPortSet: same('pod-host-ports'),
  hostProcess: same('pod-windows-host-process'),
  hpaMaxAvailability: same('availability-autoscaler-cannot-scale'),
  hpaMinAvailability: same('availability-autoscaler-single-replica'),
  livenessProbeMissing: same('workload-liveness-probe'),
  memoryLimitsMissing: same('workload-memory-limit'),
  memoryRequestsMissing: same('workload-memory-request'),
  missingNetworkPolicy: same('network-workload-open-ingress', 'network-workload-open-egress'),
  missingPodDisruptionBudget: same('availability-no-disruption-budget'),
  notReadOnlyRootFilesystem: same('workload-writable-root-filesystem'),
  pdbDisruptionsIsZero: same('availability-budget-blocks-eviction'),
  pdbMinAvailableGreaterThanHPAMinReplicas: same('availability-budget-blocks-eviction'),
  privilegeEscalationAllowed: same('pod-allow-privilege-escalation'),
  procMount: same('pod-proc-mount-baseline'),
  readinessProbeMissing: same('workload-readiness-probe'),
  clusterrolebindingClusterAdmin: atRole('rbac-cluster-admin-binding', ...allRights),
  clusterrolebindingPodExecAttach: atRole('rbac-pods-exec', 'rbac-pods-attach'),
  rolebindingClusterAdminClusterRole: atRole('rbac-cluster-admin-in-namespace', ...allRights),
  rolebindingClusterAdminRole: atRole(...allRights),
  rolebindingClusterRolePodExecAttach: atRole('rbac-pods-exec', 'rbac-pods-attach'),
  rolebindingRolePodExecAttach: atRole('rbac-pods-exec', 'rbac-pods-attach'),
  tlsSettingsMissing: same('network-ingress-no-tls'),
  runAsPrivileged: same('pod-privileged'),
  runAsRootAllowed: same('pod-run-as-non-root', 'pod-run-as-user'),
};
