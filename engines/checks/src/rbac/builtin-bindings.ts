// The bindings that Kubernetes 1.37 makes at start (plugin/pkg/auth/authorizer/rbac/bootstrappolicy), then kubeadm's.
const others = `
ClusterRoleBinding cluster-admin ClusterRole/cluster-admin Group:system:masters
ClusterRoleBinding system:basic-user ClusterRole/system:basic-user Group:system:authenticated
ClusterRoleBinding system:cluster-trust-bundle-discovery ClusterRole/system:cluster-trust-bundle-discovery Group:system:serviceaccounts
ClusterRoleBinding system:discovery ClusterRole/system:discovery Group:system:authenticated
ClusterRoleBinding system:kube-controller-manager ClusterRole/system:kube-controller-manager User:system:kube-controller-manager
ClusterRoleBinding system:kube-dns ClusterRole/system:kube-dns ServiceAccount:kube-system/kube-dns
ClusterRoleBinding system:kube-scheduler ClusterRole/system:kube-scheduler User:system:kube-scheduler
ClusterRoleBinding system:monitoring ClusterRole/system:monitoring Group:system:monitoring
ClusterRoleBinding system:node ClusterRole/system:node
ClusterRoleBinding system:node-proxier ClusterRole/system:node-proxier User:system:kube-proxy
ClusterRoleBinding system:public-info-viewer ClusterRole/system:public-info-viewer Group:system:authenticated Group:system:unauthenticated
ClusterRoleBinding system:service-account-issuer-discovery ClusterRole/system:service-account-issuer-discovery Group:system:serviceaccounts
ClusterRoleBinding system:volume-scheduler ClusterRole/system:volume-scheduler User:system:kube-scheduler
RoleBinding kube-public/system:controller:bootstrap-signer Role/system:controller:bootstrap-signer ServiceAccount:kube-system/bootstrap-signer
RoleBinding kube-system/system::extension-apiserver-authentication-reader Role/extension-apiserver-authentication-reader User:system:kube-controller-manager User:system:kube-scheduler
RoleBinding kube-system/system::leader-locking-kube-controller-manager Role/system::leader-locking-kube-controller-manager User:system:kube-controller-manager ServiceAccount:kube-system/kube-controller-manager ServiceAccount:kube-system/leader-election-controller
RoleBinding kube-system/system::leader-locking-kube-scheduler Role/system::leader-locking-kube-scheduler User:system:kube-scheduler ServiceAccount:kube-system/kube-scheduler
RoleBinding kube-system/system:controller:bootstrap-signer Role/system:controller:bootstrap-signer ServiceAccount:kube-system/bootstrap-signer
RoleBinding kube-system/system:controller:cloud-provider Role/system:controller:cloud-provider ServiceAccount:kube-system/cloud-provider
RoleBinding kube-system/system:controller:token-cleaner Role/system:controller:token-cleaner ServiceAccount:kube-system/token-cleaner
ClusterRoleBinding kubeadm:cluster-admins ClusterRole/cluster-admin Group:kubeadm:cluster-admins
ClusterRoleBinding kubeadm:get-nodes ClusterRole/kubeadm:get-nodes Group:system:bootstrappers:kubeadm:default-node-token
ClusterRoleBinding kubeadm:kubelet-bootstrap ClusterRole/system:node-bootstrapper Group:system:bootstrappers:kubeadm:default-node-token
ClusterRoleBinding kubeadm:node-autoapprove-bootstrap ClusterRole/system:certificates.k8s.io:certificatesigningrequests:nodeclient Group:system:bootstrappers:kubeadm:default-node-token
ClusterRoleBinding kubeadm:node-autoapprove-certificate-rotation ClusterRole/system:certificates.k8s.io:certificatesigningrequests:selfnodeclient Group:system:nodes
ClusterRoleBinding kubeadm:node-proxier ClusterRole/system:node-proxier ServiceAccount:kube-system/kube-proxy
RoleBinding kube-public/kubeadm:bootstrap-signer-clusterinfo Role/kubeadm:bootstrap-signer-clusterinfo User:system:anonymous
RoleBinding kube-system/kube-proxy Role/kube-proxy Group:system:bootstrappers:kubeadm:default-node-token
RoleBinding kube-system/kubeadm:kubelet-config Role/kubeadm:kubelet-config Group:system:nodes Group:system:bootstrappers:kubeadm:default-node-token
RoleBinding kube-system/kubeadm:nodes-kubeadm-config Role/kubeadm:nodes-kubeadm-config Group:system:bootstrappers:kubeadm:default-node-token Group:system:nodes
`;

// Each binds ClusterRole system:controller:<name> to ServiceAccount kube-system/<name>.
const controllers = `
attachdetach-controller
certificate-controller
clusterrole-aggregation-controller
cronjob-controller
daemon-set-controller
deployment-controller
device-taint-eviction-controller
disruption-controller
endpoint-controller
endpointslice-controller
endpointslicemirroring-controller
ephemeral-volume-controller
expand-controller
generic-garbage-collector
horizontal-pod-autoscaler
job-controller
kube-apiserver-serving-clustertrustbundle-publisher
legacy-service-account-token-cleaner
namespace-controller
node-controller
persistent-volume-binder
pod-garbage-collector
podcertificaterequestcleaner
pv-protection-controller
pvc-protection-controller
replicaset-controller
replication-controller
resource-claim-controller
resourcequota-controller
root-ca-cert-publisher
route-controller
selinux-warning-controller
service-account-controller
service-cidrs-controller
service-controller
statefulset-controller
storage-version-migrator-controller
ttl-after-finished-controller
ttl-controller
validatingadmissionpolicy-status-controller
volumeattributesclass-protection-controller
`;

/** One binding a line: kind, name with its namespace, role, subjects as `Kind:name`. */
export const builtinBindings: string = others + controllers.trim().split('\n').map(controllerBinding).join('\n');

function controllerBinding(name: string): string {
  const role = `system:controller:${name}`;
  return `ClusterRoleBinding ${role} ClusterRole/${role} ServiceAccount:kube-system/${name}`;
}
