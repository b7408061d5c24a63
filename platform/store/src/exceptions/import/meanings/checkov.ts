import {
  boundRight,
  isolation,
  type Meaning,
  type Meanings,
  noDigest,
  partOf,
  right,
  same,
  wildcards,
} from '../meaning.ts';

/** checkov's checks of Kubernetes objects. */
export const checkovMeanings: Meanings = {
  CKV_K8S_8: same('workload-liveness-probe'),
  CKV_K8S_9: same('workload-readiness-probe'),
  CKV_K8S_10: same('workload-cpu-request'),
  CKV_K8S_11: same('workload-cpu-limit'),
  CKV_K8S_12: same('workload-memory-request'),
  CKV_K8S_13: same('workload-memory-limit'),
  CKV_K8S_14: same('image-latest-tag'),
  CKV_K8S_16: same('pod-privileged'),
  CKV_K8S_17: partOf('pod-host-namespaces', '/hostPID'),
  CKV_K8S_18: partOf('pod-host-namespaces', '/hostIPC'),
  CKV_K8S_19: partOf('pod-host-namespaces', '/hostNetwork'),
  CKV_K8S_20: same('pod-allow-privilege-escalation'),
  CKV_K8S_21: same('workload-default-namespace'),
  CKV_K8S_22: same('workload-writable-root-filesystem'),
  CKV_K8S_23: same('pod-run-as-non-root'),
  CKV_K8S_25: same('pod-capabilities-baseline'),
  CKV_K8S_26: same('pod-host-ports'),
  CKV_K8S_27: partOf('workload-runtime-socket', '/docker.sock'),
  CKV_K8S_31: same('pod-seccomp-profile-restricted'),
  CKV_K8S_34: same('workload-tiller'),
  CKV_K8S_35: same('workload-secret-in-env', 'workload-secret-env-from'),
  CKV_K8S_37: partOf('pod-capabilities-restricted', '/drop'),
  CKV_K8S_38: same('workload-token-automount'),
  CKV_K8S_39: partOf('pod-capabilities-baseline', 'SYS_ADMIN'),
  CKV_K8S_41: same('workload-default-account-automount'),
  CKV_K8S_42: same('rbac-default-serviceaccount-subject'),
  CKV_K8S_43: noDigest,
  CKV_K8S_49: same(...wildcards),
  CKV_K8S_153: same('network-ingress-snippet'),
  CKV_K8S_155: { ...right('rbac-webhooks-write'), kinds: ['ClusterRole'] },
  CKV_K8S_156: right('rbac-csr-approve'),
  CKV_K8S_157: right('rbac-bind-verb'),
  CKV_K8S_158: right('rbac-escalate-verb'),
  CKV2_K8S_1: heldByAccount('rbac-bind-verb', 'rbac-bindings-write'),
  CKV2_K8S_2: heldByAccount('rbac-nodes-proxy', 'rbac-pods-exec'),
  CKV2_K8S_3: heldByAccount('rbac-impersonate-users', 'rbac-impersonate-serviceaccounts'),
  CKV2_K8S_4: heldByAccount('rbac-services-status'),
  CKV2_K8S_5: heldByAccount('rbac-secrets-get', 'rbac-secrets-list'),
  CKV2_K8S_6: isolation,
};

/** checkov asks for bindings to ServiceAccounts and nodes only. */
function heldByAccount(...checks: readonly string[]): Meaning {
  return { ...boundRight(...checks), wider: 'it also judges what users and groups hold' };
}
