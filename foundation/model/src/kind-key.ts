/** A kind without its version: `Pod`, `Deployment.apps`, `Role.rbac.authorization.k8s.io`. */
export type KindKey = string;

// Groups from which kinds moved; an object of the old group is judged like one of the new.
const movedKinds: ReadonlyMap<string, KindKey> = new Map([
  ['Deployment.extensions', 'Deployment.apps'],
  ['DaemonSet.extensions', 'DaemonSet.apps'],
  ['ReplicaSet.extensions', 'ReplicaSet.apps'],
  ['Ingress.extensions', 'Ingress.networking.k8s.io'],
  ['NetworkPolicy.extensions', 'NetworkPolicy.networking.k8s.io'],
  ['PodSecurityPolicy.extensions', 'PodSecurityPolicy.policy'],
]);

/** The group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** The version of an apiVersion: `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

export function kindKey(apiVersion: string, kind: string): KindKey {
  const group = groupOf(apiVersion);
  if (group === '') return kind;
  const key = `${kind}.${group}`;
  return movedKinds.get(key) ?? key;
}

// Built-in kinds that live in no namespace. Objects of other kinds tell by their metadata.
const clusterWide: ReadonlySet<KindKey> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ComponentStatus',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'StorageClass.storage.k8s.io',
  'CSIDriver.storage.k8s.io',
  'CSINode.storage.k8s.io',
  'VolumeAttachment.storage.k8s.io',
  'VolumeAttributesClass.storage.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'APIService.apiregistration.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'MutatingAdmissionPolicy.admissionregistration.k8s.io',
  'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'RuntimeClass.node.k8s.io',
  'IngressClass.networking.k8s.io',
  'IPAddress.networking.k8s.io',
  'ServiceCIDR.networking.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'CertificateSigningRequest.certificates.k8s.io',
  'SecurityContextConstraints.security.openshift.io',
  'ClusterTrustBundle.certificates.k8s.io',
  'FlowSchema.flowcontrol.apiserver.k8s.io',
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'PodSecurityPolicy.policy',
  'DeviceClass.resource.k8s.io',
  'ResourceSlice.resource.k8s.io',
  'ClusterIssuer.cert-manager.io',
  'ClusterPolicy.kyverno.io',
  'AdminNetworkPolicy.policy.networking.k8s.io',
  'BaselineAdminNetworkPolicy.policy.networking.k8s.io',
  'ClusterNetworkPolicy.policy.networking.k8s.io',
]);

export function isClusterWide(kind: KindKey): boolean {
  return clusterWide.has(kind);
}
