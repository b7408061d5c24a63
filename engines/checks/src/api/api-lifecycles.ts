import { groupOf } from '@bulwark/model';

/** When an API version of a kind came, was deprecated and went, as minor versions of Kubernetes 1. */
export interface ApiLifecycle {
  readonly introduced: number;
  readonly deprecated?: number;
  /** The first version that no longer serves it. */
  readonly removed?: number;
  /** The apiVersion that takes its place; the kind stays the same. */
  readonly replacement?: string;
  /** How an object moves there. */
  readonly move?: Move;
}

/** `same`: the schema is the same; `selector` and `ingress`: by known edits; a `reason` says why it is not for us. */
type Move = { readonly kind: 'same' | 'selector' | 'ingress' } | { readonly kind: 'manual'; readonly reason: string };

/** The life of a built-in kind in an API version; undefined where Kubernetes never had it. */
export function lifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return byVersion.get(apiVersion)?.get(kind);
}

/** The same for versions that are deprecated, or will be; undefined for those that stay. */
export function endingLifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  return endings.get(apiVersion)?.get(kind);
}

/** Whether a group belongs to Kubernetes itself, so that it holds no custom resources. */
export function isBuiltInGroup(group: string): boolean {
  return groups.has(group);
}

/** Each built-in kind with the versions that have, or had, it. */
export function builtInKinds(): ReadonlyMap<string, readonly string[]> {
  return versionsByKind;
}

type Row = readonly [
  apiVersion: string,
  kinds: string,
  introduced: number,
  deprecated?: number | undefined,
  removed?: number | undefined,
  replacement?: string | undefined,
  move?: Move,
];

const same: Move = { kind: 'same' };
const selector: Move = { kind: 'selector' };
const ingress: Move = { kind: 'ingress' };

function manual(reason: string): Move {
  return { kind: 'manual', reason };
}

const structural = manual('v1 needs a structural schema for each version, which has to be written');
const webhooks = manual(
  'v1 requires sideEffects and admissionReviewVersions and has other defaults for failurePolicy and matchPolicy',
);
const signer = manual('v1 requires signerName, which has to be chosen, and other usages');
const metrics = manual('v2 writes metrics in another form, as a target with a type');
const topology = manual('v1 has nodeName and zone in place of topology');
const events = manual('v1 names and requires other fields');
const shares = manual('later versions call assuredConcurrencyShares nominalConcurrencyShares');
const requests = manual('later versions write each request under exactly or firstAvailable');
const review = manual('it is a question put to the API server, not an object that is kept');
const gone = manual('nothing takes its place');
const rollback = manual('rolling back is an operation of kubectl now');
const alphaForm = manual('the alpha version has another form');

// Sources: the lifecycle comments of the types in k8s.io/api (v0.20 to v0.37), for groups outside of it the
// Deprecated API Migration Guide (kubernetes.io/docs/reference/using-api/deprecation-guide) and release notes.
// biome-ignore format: a table is read by its rows
const rows: readonly Row[] = [
  ['v1', 'Binding ConfigMap Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim', 0],
  ['v1', 'Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount', 0],
  ['v1', 'ComponentStatus', 0, 19],
  ['v1', 'Endpoints', 0, 33, undefined, 'discovery.k8s.io/v1', manual('EndpointSlice is another kind')],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration', 16],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 30],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding', 36],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration', 9, 16, 22, 'admissionregistration.k8s.io/v1', webhooks],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 28, 31, 34, 'admissionregistration.k8s.io/v1', same],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding', 34, 37, 40, 'admissionregistration.k8s.io/v1', same],
  ['admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 26, 29, 32, 'admissionregistration.k8s.io/v1', alphaForm],
  ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy', 32, 35, 38, 'admissionregistration.k8s.io/v1', alphaForm],
  ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicyBinding', 32, 35, 38, 'admissionregistration.k8s.io/v1', same],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 16],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 7, 16, 22, 'apiextensions.k8s.io/v1', structural],
  ['apiregistration.k8s.io/v1', 'APIService', 10],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 7, 19, 22, 'apiregistration.k8s.io/v1', same],
  ['apps/v1', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 9],
  ['apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet', 8, 9, 16, 'apps/v1', selector],
  ['apps/v1beta2', 'ControllerRevision', 8, 9, 16, 'apps/v1', same],
  ['apps/v1beta2', 'Scale', 8, 9, 16, 'autoscaling/v1', manual('it is a part of another object')],
  ['apps/v1beta1', 'Deployment StatefulSet', 6, 8, 16, 'apps/v1', selector],
  ['apps/v1beta1', 'ControllerRevision', 7, 8, 16, 'apps/v1', same],
  ['apps/v1beta1', 'DeploymentRollback', 6, 8, 16, undefined, rollback],
  ['apps/v1beta1', 'Scale', 6, 8, 16, 'autoscaling/v1', manual('it is a part of another object')],
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 1, 8, 16, 'apps/v1', selector],
  ['extensions/v1beta1', 'DeploymentRollback', 2, 8, 16, undefined, rollback],
  ['extensions/v1beta1', 'Ingress', 1, 14, 22, 'networking.k8s.io/v1', ingress],
  ['extensions/v1beta1', 'NetworkPolicy', 3, 9, 16, 'networking.k8s.io/v1', same],
  ['extensions/v1beta1', 'PodSecurityPolicy', 3, 11, 16, undefined, gone],
  ['extensions/v1beta1', 'Scale', 1, 2, 16, 'autoscaling/v1', manual('it is a part of another object')],
  ['authentication.k8s.io/v1', 'TokenRequest', 10],
  ['authentication.k8s.io/v1', 'TokenReview', 6],
  ['authentication.k8s.io/v1', 'SelfSubjectReview', 28],
  ['authentication.k8s.io/v1beta1', 'TokenReview', 4, 19, 22, 'authentication.k8s.io/v1', review],
  ['authentication.k8s.io/v1beta1', 'SelfSubjectReview', 27, 30, 33, 'authentication.k8s.io/v1', review],
  ['authentication.k8s.io/v1alpha1', 'SelfSubjectReview', 26, 29, 32, 'authentication.k8s.io/v1', review],
  ['authorization.k8s.io/v1', 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview', 6],
  ['authorization.k8s.io/v1beta1', 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview', 2, 19, 22, 'authorization.k8s.io/v1', review],
  ['autoscaling/v1', 'HorizontalPodAutoscaler Scale', 2],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 23],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 12, 23, 26, 'autoscaling/v2', same],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 8, 22, 25, 'autoscaling/v2', metrics],
  ['batch/v1', 'Job', 2],
  ['batch/v1', 'CronJob', 21],
  ['batch/v1beta1', 'CronJob', 8, 21, 25, 'batch/v1', same],
  ['batch/v2alpha1', 'CronJob', 5, 19, 21, 'batch/v1', same],
  ['certificates.k8s.io/v1', 'CertificateSigningRequest', 19],
  ['certificates.k8s.io/v1', 'ClusterTrustBundle PodCertificateRequest', 37],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 12, 19, 22, 'certificates.k8s.io/v1', signer],
  ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle', 33, 37, 40, 'certificates.k8s.io/v1', same],
  ['certificates.k8s.io/v1beta1', 'PodCertificateRequest', 35, 37, 40, 'certificates.k8s.io/v1', manual('v1 has other fields')],
  ['certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 26, 34, 37, 'certificates.k8s.io/v1', same],
  ['coordination.k8s.io/v1', 'Lease', 14],
  ['coordination.k8s.io/v1beta1', 'Lease', 12, 19, 22, 'coordination.k8s.io/v1', same],
  ['coordination.k8s.io/v1beta1', 'LeaseCandidate', 33, 36, 39],
  ['coordination.k8s.io/v1alpha2', 'LeaseCandidate', 32, 35, 38, 'coordination.k8s.io/v1beta1', same],
  ['coordination.k8s.io/v1alpha1', 'LeaseCandidate', 31, 31, 32, 'coordination.k8s.io/v1beta1', alphaForm],
  ['discovery.k8s.io/v1', 'EndpointSlice', 21],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 16, 21, 25, 'discovery.k8s.io/v1', topology],
  ['discovery.k8s.io/v1alpha1', 'EndpointSlice', 16, 17, 21, 'discovery.k8s.io/v1', topology],
  ['events.k8s.io/v1', 'Event', 19],
  ['events.k8s.io/v1beta1', 'Event', 8, 22, 25, 'events.k8s.io/v1', events],
  ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema PriorityLevelConfiguration', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration', 26, 29, 32, 'flowcontrol.apiserver.k8s.io/v1', same],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 23, 26, 29, 'flowcontrol.apiserver.k8s.io/v1', same],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', 23, 26, 29, 'flowcontrol.apiserver.k8s.io/v1', shares],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 20, 23, 26, 'flowcontrol.apiserver.k8s.io/v1', same],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'PriorityLevelConfiguration', 20, 23, 26, 'flowcontrol.apiserver.k8s.io/v1', shares],
  ['flowcontrol.apiserver.k8s.io/v1alpha1', 'FlowSchema PriorityLevelConfiguration', 18, 20, 21, 'flowcontrol.apiserver.k8s.io/v1', shares],
  ['internal.apiserver.k8s.io/v1alpha1', 'StorageVersion', 20],
  ['lifecycle.k8s.io/v1alpha1', 'Eviction EvictionRequest', 37, 40, 43],
  ['networking.k8s.io/v1', 'NetworkPolicy', 7],
  ['networking.k8s.io/v1', 'Ingress IngressClass', 19],
  ['networking.k8s.io/v1', 'IPAddress ServiceCIDR', 33],
  ['networking.k8s.io/v1beta1', 'Ingress', 14, 19, 22, 'networking.k8s.io/v1', ingress],
  ['networking.k8s.io/v1beta1', 'IngressClass', 18, 19, 22, 'networking.k8s.io/v1', same],
  ['networking.k8s.io/v1beta1', 'IPAddress ServiceCIDR', 31, 34, 37, 'networking.k8s.io/v1', same],
  ['networking.k8s.io/v1alpha1', 'IPAddress ServiceCIDR', 27, 30, 33, 'networking.k8s.io/v1', alphaForm],
  ['networking.k8s.io/v1alpha1', 'ClusterCIDR', 25, 28, 29, undefined, gone],
  ['node.k8s.io/v1', 'RuntimeClass', 20],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 13, 22, 25, 'node.k8s.io/v1', same],
  ['node.k8s.io/v1alpha1', 'RuntimeClass', 12, 20, 26, 'node.k8s.io/v1', alphaForm],
  ['policy/v1', 'PodDisruptionBudget', 21],
  ['policy/v1', 'Eviction', 22],
  ['policy/v1beta1', 'PodDisruptionBudget', 5, 21, 25, 'policy/v1', same],
  ['policy/v1beta1', 'Eviction', 5, 22, 25, 'policy/v1', same],
  ['policy/v1beta1', 'PodSecurityPolicy', 10, 21, 25, undefined, gone],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole ClusterRoleBinding Role RoleBinding', 8],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding Role RoleBinding', 6, 17, 22, 'rbac.authorization.k8s.io/v1', same],
  ['rbac.authorization.k8s.io/v1alpha1', 'ClusterRole Role', 5, 17, 23, 'rbac.authorization.k8s.io/v1', same],
  ['rbac.authorization.k8s.io/v1alpha1', 'ClusterRoleBinding RoleBinding', 5, 17, 23, 'rbac.authorization.k8s.io/v1', manual('later versions name subjects by apiGroup instead of apiVersion')],
  ['resource.k8s.io/v1', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 34],
  ['resource.k8s.io/v1', 'DeviceTaintRule', 37],
  ['resource.k8s.io/v1beta2', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 33, 36, 39, 'resource.k8s.io/v1', same],
  ['resource.k8s.io/v1beta2', 'DeviceTaintRule', 36, 39, 42, 'resource.k8s.io/v1', same],
  ['resource.k8s.io/v1beta1', 'DeviceClass', 32, 35, 38, 'resource.k8s.io/v1', same],
  ['resource.k8s.io/v1beta1', 'ResourceClaim ResourceClaimTemplate ResourceSlice', 32, 35, 38, 'resource.k8s.io/v1', requests],
  ['resource.k8s.io/v1alpha3', 'DeviceTaintRule', 33, 36, 39, 'resource.k8s.io/v1', same],
  ['resource.k8s.io/v1alpha3', 'ResourcePoolStatusRequest', 36, 39, 42],
  ['resource.k8s.io/v1alpha3', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 31, 32, 34, 'resource.k8s.io/v1', alphaForm],
  ['resource.k8s.io/v1alpha3', 'PodSchedulingContext', 31, 31, 32, undefined, gone],
  ['resource.k8s.io/v1alpha2', 'ResourceClaim ResourceClaimTemplate ResourceSlice', 27, 30, 31, 'resource.k8s.io/v1', alphaForm],
  ['resource.k8s.io/v1alpha2', 'PodSchedulingContext ResourceClass ResourceClaimParameters ResourceClassParameters', 27, 30, 31, undefined, gone],
  ['resource.k8s.io/v1alpha1', 'ResourceClaim ResourceClaimTemplate', 26, 26, 27, 'resource.k8s.io/v1', alphaForm],
  ['resource.k8s.io/v1alpha1', 'PodScheduling ResourceClass', 26, 26, 27, undefined, gone],
  ['scheduling.k8s.io/v1', 'PriorityClass', 14],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 11, 14, 22, 'scheduling.k8s.io/v1', same],
  ['scheduling.k8s.io/v1beta1', 'PodGroup Workload', 37, 40, 43],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', 8, 14, 23, 'scheduling.k8s.io/v1', same],
  ['scheduling.k8s.io/v1alpha1', 'Workload', 35, 35, 36, 'scheduling.k8s.io/v1beta1', alphaForm],
  ['scheduling.k8s.io/v1alpha2', 'PodGroup Workload', 36, 36, 37, 'scheduling.k8s.io/v1beta1', alphaForm],
  ['scheduling.k8s.io/v1alpha3', 'CompositePodGroup PodGroup Workload', 37],
  ['storage.k8s.io/v1', 'StorageClass', 6],
  ['storage.k8s.io/v1', 'VolumeAttachment', 13],
  ['storage.k8s.io/v1', 'CSINode', 17],
  ['storage.k8s.io/v1', 'CSIDriver', 18],
  ['storage.k8s.io/v1', 'CSIStorageCapacity', 24],
  ['storage.k8s.io/v1', 'VolumeAttributesClass', 34],
  ['storage.k8s.io/v1beta1', 'StorageClass', 4, 19, 22, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1beta1', 'VolumeAttachment', 10, 19, 22, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1beta1', 'CSIDriver', 14, 19, 22, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1beta1', 'CSINode', 14, 17, 22, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 21, 24, 27, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1beta1', 'VolumeAttributesClass', 31, 34, 37, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1alpha1', 'VolumeAttachment', 9, 21, 24, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', 19, 21, 24, 'storage.k8s.io/v1', same],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 29, 32, 35, 'storage.k8s.io/v1', same],
  ['storagemigration.k8s.io/v1', 'StorageVersionMigration', 37],
  ['storagemigration.k8s.io/v1beta1', 'StorageVersionMigration', 35, 37, 40, 'storagemigration.k8s.io/v1', same],
  ['storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', 30, 33, 35, 'storagemigration.k8s.io/v1', alphaForm],
  ['settings.k8s.io/v1alpha1', 'PodPreset', 6, 19, 20, undefined, gone],
  ['auditregistration.k8s.io/v1alpha1', 'AuditSink', 13, 18, 19, undefined, gone],
];

const byVersion: ReadonlyMap<string, ReadonlyMap<string, ApiLifecycle>> = tableOf(rows);
const endings: ReadonlyMap<string, ReadonlyMap<string, ApiLifecycle>> = tableOf(
  rows.filter(([, , , deprecated]) => deprecated !== undefined),
);
const versionsByKind: ReadonlyMap<string, readonly string[]> = kindsOf(rows);
const groups: ReadonlySet<string> = new Set(rows.map(([apiVersion]) => groupOf(apiVersion)));

function tableOf(list: readonly Row[]): Map<string, Map<string, ApiLifecycle>> {
  const table = new Map<string, Map<string, ApiLifecycle>>();
  for (const [apiVersion, kinds, introduced, deprecated, removed, replacement, move] of list) {
    const known = table.get(apiVersion) ?? new Map<string, ApiLifecycle>();
    table.set(apiVersion, known);
    const lifecycle: ApiLifecycle = {
      introduced,
      ...(deprecated === undefined ? {} : { deprecated }),
      ...(removed === undefined ? {} : { removed }),
      ...(replacement === undefined ? {} : { replacement }),
      ...(move === undefined ? {} : { move }),
    };
    for (const kind of kinds.split(' ')) known.set(kind, lifecycle);
  }
  return table;
}

function kindsOf(list: readonly Row[]): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const [apiVersion, kinds] of list) {
    for (const kind of kinds.split(' ')) table.set(kind, [...(table.get(kind) ?? []), apiVersion]);
  }
  return table;
}
