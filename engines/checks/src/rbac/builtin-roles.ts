// A table, hence longer than a file should be: the default RBAC policy of Kubernetes 1.37 with all feature gates
// (plugin/pkg/auth/authorizer/rbac/bootstrappolicy), and what kubeadm lets anonymous clients read.

/**
 * One role after `@`, then its rules, equal verbs put together: `verbs things =resourceNames`, a thing being
 * `resource.group`, `resource` of the core group, or a path.
 */
export const builtinRoles = `
@ClusterRole admin
@ClusterRole cluster-admin
* *.* *
@ClusterRole edit
@ClusterRole system:aggregate-to-admin
create localsubjectaccessreviews.authorization.k8s.io
create,delete,deletecollection,get,list,patch,update,watch rolebindings.rbac.authorization.k8s.io roles.rbac.authorization.k8s.io
@ClusterRole system:aggregate-to-edit
get,list,watch pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy
impersonate serviceaccounts
create,delete,deletecollection,patch,update pods pods/attach pods/exec pods/portforward pods/proxy configmaps persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy events events.events.k8s.io daemonsets.apps deployments.apps deployments/rollback.apps deployments/scale.apps replicasets.apps replicasets/scale.apps statefulsets.apps statefulsets/scale.apps horizontalpodautoscalers.autoscaling cronjobs.batch jobs.batch daemonsets.extensions deployments.extensions deployments/rollback.extensions deployments/scale.extensions ingresses.extensions networkpolicies.extensions replicasets.extensions replicasets/scale.extensions replicationcontrollers/scale.extensions poddisruptionbudgets.policy ingresses.networking.k8s.io networkpolicies.networking.k8s.io resourceclaims.resource.k8s.io resourceclaimtemplates.resource.k8s.io podgroups.scheduling.k8s.io workloads.scheduling.k8s.io compositepodgroups.scheduling.k8s.io evictionrequests.lifecycle.k8s.io
create pods/eviction serviceaccounts/token
create,delete,deletecollection,get,list,patch,update,watch leases.coordination.k8s.io
@ClusterRole system:aggregate-to-view
get,list,watch configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status bindings limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status namespaces events events.events.k8s.io endpointslices.discovery.k8s.io controllerrevisions.apps daemonsets.apps daemonsets/status.apps deployments.apps deployments/scale.apps deployments/status.apps replicasets.apps replicasets/scale.apps replicasets/status.apps statefulsets.apps statefulsets/scale.apps statefulsets/status.apps horizontalpodautoscalers.autoscaling horizontalpodautoscalers/status.autoscaling cronjobs.batch cronjobs/status.batch jobs.batch jobs/status.batch daemonsets.extensions daemonsets/status.extensions deployments.extensions deployments/scale.extensions deployments/status.extensions ingresses.extensions ingresses/status.extensions networkpolicies.extensions replicasets.extensions replicasets/scale.extensions replicasets/status.extensions replicationcontrollers/scale.extensions poddisruptionbudgets.policy poddisruptionbudgets/status.policy ingresses.networking.k8s.io ingresses/status.networking.k8s.io networkpolicies.networking.k8s.io resourceclaims.resource.k8s.io resourceclaims/status.resource.k8s.io resourceclaimtemplates.resource.k8s.io podgroups.scheduling.k8s.io podgroups/status.scheduling.k8s.io workloads.scheduling.k8s.io compositepodgroups.scheduling.k8s.io compositepodgroups/status.scheduling.k8s.io evictionrequests.lifecycle.k8s.io evictions.lifecycle.k8s.io
@ClusterRole system:auth-delegator
create tokenreviews.authentication.k8s.io subjectaccessreviews.authorization.k8s.io
@ClusterRole system:basic-user
create selfsubjectaccessreviews.authorization.k8s.io selfsubjectrulesreviews.authorization.k8s.io selfsubjectreviews.authentication.k8s.io
@ClusterRole system:certificates.k8s.io:certificatesigningrequests:nodeclient
create certificatesigningrequests/nodeclient.certificates.k8s.io
@ClusterRole system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
create certificatesigningrequests/selfnodeclient.certificates.k8s.io
@ClusterRole system:certificates.k8s.io:kube-apiserver-client-approver
approve signers.certificates.k8s.io =kubernetes.io/kube-apiserver-client
@ClusterRole system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
approve signers.certificates.k8s.io =kubernetes.io/kube-apiserver-client-kubelet
@ClusterRole system:certificates.k8s.io:kubelet-serving-approver
approve signers.certificates.k8s.io =kubernetes.io/kubelet-serving
@ClusterRole system:certificates.k8s.io:legacy-unknown-approver
approve signers.certificates.k8s.io =kubernetes.io/legacy-unknown
@ClusterRole system:cluster-trust-bundle-discovery
get,list,watch clustertrustbundles.certificates.k8s.io
@ClusterRole system:discovery
get /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/
@ClusterRole system:heapster
get,list,watch events namespaces nodes pods deployments.extensions
@ClusterRole system:kube-aggregator
get,list,watch endpoints services
@ClusterRole system:kube-controller-manager
create,patch,update events events.events.k8s.io
create leases.coordination.k8s.io secrets serviceaccounts tokenreviews.authentication.k8s.io subjectaccessreviews.authorization.k8s.io serviceaccounts/token
get,update leases.coordination.k8s.io =kube-controller-manager
delete secrets
get configmaps namespaces secrets serviceaccounts
update secrets serviceaccounts
list,watch *.*
@ClusterRole system:kube-dns
list,watch endpoints services
@ClusterRole system:kube-scheduler
create,patch,update events events.events.k8s.io
create leases.coordination.k8s.io bindings pods/binding tokenreviews.authentication.k8s.io subjectaccessreviews.authorization.k8s.io
get,list,update,watch leases.coordination.k8s.io =kube-scheduler
create,delete,deletecollection,get,list,patch,update,watch leasecandidates.coordination.k8s.io
get,list,watch nodes replicationcontrollers services replicasets.apps replicasets.extensions statefulsets.apps poddisruptionbudgets.policy persistentvolumeclaims persistentvolumes csinodes.storage.k8s.io volumeattachments.storage.k8s.io namespaces csidrivers.storage.k8s.io csistoragecapacities.storage.k8s.io deviceclasses.resource.k8s.io resourceslices.resource.k8s.io devicetaintrules.resource.k8s.io podgroups.scheduling.k8s.io compositepodgroups.scheduling.k8s.io
delete,get,list,watch pods
patch,update pods/status resourceclaims/binding.resource.k8s.io podgroups/status.scheduling.k8s.io compositepodgroups/status.scheduling.k8s.io
get,list,patch,update,watch resourceclaims.resource.k8s.io resourceclaims/status.resource.k8s.io
update pods/finalizers
create,delete resourceclaims.resource.k8s.io
@ClusterRole system:kubelet-api-admin
get,list,watch nodes
proxy nodes
* nodes/log nodes/metrics nodes/proxy nodes/stats nodes/configz nodes/healthz nodes/pods
@ClusterRole system:monitoring
get /flagz /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/* /statusz nodes/metrics
@ClusterRole system:node
create tokenreviews.authentication.k8s.io localsubjectaccessreviews.authorization.k8s.io subjectaccessreviews.authorization.k8s.io pods/eviction serviceaccounts/token
get,list,watch services pods configmaps secrets csidrivers.storage.k8s.io runtimeclasses.node.k8s.io clustertrustbundles.certificates.k8s.io
create,get,list,watch nodes certificatesigningrequests.certificates.k8s.io podcertificaterequests.certificates.k8s.io
patch,update nodes/status nodes pods/status
create,patch,update events events.events.k8s.io
create,delete pods
get persistentvolumeclaims persistentvolumes endpoints volumeattachments.storage.k8s.io resourceclaims.resource.k8s.io serviceaccounts
create,delete,get,patch,update leases.coordination.k8s.io csinodes.storage.k8s.io
get,patch,update persistentvolumeclaims/status csinodes/status.storage.k8s.io
deletecollection resourceslices.resource.k8s.io
@ClusterRole system:node-bootstrapper
create,get,list,watch certificatesigningrequests.certificates.k8s.io
@ClusterRole system:node-problem-detector
get nodes
patch nodes/status
create,patch,update events events.events.k8s.io
@ClusterRole system:node-proxier
list,watch endpoints services servicecidrs.networking.k8s.io endpointslices.discovery.k8s.io
get,list,watch nodes
create,patch,update events events.events.k8s.io
@ClusterRole system:persistent-volume-provisioner
create,delete,get,list,watch persistentvolumes
get,list,update,watch persistentvolumeclaims
get,list,watch storageclasses.storage.k8s.io
watch events
create,patch,update events events.events.k8s.io
@ClusterRole system:public-info-viewer
get /healthz /livez /readyz /version /version/
@ClusterRole system:service-account-issuer-discovery
get /.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/
@ClusterRole system:volume-scheduler
get,list,patch,update,watch persistentvolumes persistentvolumeclaims
get,list,watch storageclasses.storage.k8s.io
@ClusterRole view
@ClusterRole system:controller:attachdetach-controller
list,watch persistentvolumeclaims persistentvolumes pods
get,list,watch nodes csidrivers.storage.k8s.io csinodes.storage.k8s.io
patch,update nodes/status
create,patch,update events events.events.k8s.io
create,delete,get,list,watch volumeattachments.storage.k8s.io
@ClusterRole system:controller:certificate-controller
delete,get,list,watch certificatesigningrequests.certificates.k8s.io
update certificatesigningrequests/approval.certificates.k8s.io certificatesigningrequests/status.certificates.k8s.io
approve signers.certificates.k8s.io =kubernetes.io/kube-apiserver-client-kubelet
sign signers.certificates.k8s.io =kubernetes.io/kube-apiserver-client,kubernetes.io/kube-apiserver-client-kubelet,kubernetes.io/kubelet-serving,kubernetes.io/legacy-unknown
create subjectaccessreviews.authorization.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:clusterrole-aggregation-controller
escalate,get,list,patch,update,watch clusterroles.rbac.authorization.k8s.io
@ClusterRole system:controller:cronjob-controller
get,list,update,watch cronjobs.batch
create,delete,get,list,patch,update,watch jobs.batch
update cronjobs/status.batch cronjobs/finalizers.batch
delete,list,watch pods
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:daemon-set-controller
get,list,watch daemonsets.apps daemonsets.extensions
update daemonsets/status.apps daemonsets/status.extensions daemonsets/finalizers.apps daemonsets/finalizers.extensions
list,watch nodes
create,delete,list,patch,watch pods
create pods/binding
create,delete,get,list,patch,update,watch controllerrevisions.apps
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:deployment-controller
get,list,update,watch deployments.apps deployments.extensions pods
update deployments/status.apps deployments/status.extensions deployments/finalizers.apps deployments/finalizers.extensions
create,delete,get,list,patch,update,watch replicasets.apps replicasets.extensions
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:device-taint-eviction-controller
delete,get,list,watch pods
patch,update pods/status devicetaintrules/status.resource.k8s.io
get,list,watch resourceclaims.resource.k8s.io resourceslices.resource.k8s.io deviceclasses.resource.k8s.io devicetaintrules.resource.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:disruption-controller
get,list,watch deployments.apps deployments.extensions replicasets.apps replicasets.extensions replicationcontrollers poddisruptionbudgets.policy statefulsets.apps
update poddisruptionbudgets/status.policy
patch,update pods/status
get */scale.*
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:endpoint-controller
get,list,watch pods services
create,delete,get,list,update,watch endpoints
create endpoints/restricted
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:endpointslice-controller
get,list,watch nodes pods services
update services/finalizers
create,delete,get,list,update,watch endpointslices.discovery.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:endpointslicemirroring-controller
get,list,watch endpoints services
update services/finalizers endpoints/finalizers
create,delete,get,list,update,watch endpointslices.discovery.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:ephemeral-volume-controller
get,list,watch pods
update pods/finalizers
create,get,list,watch persistentvolumeclaims
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:expand-controller
get,list,patch,update,watch persistentvolumes
patch,update persistentvolumeclaims/status
get,list,watch persistentvolumeclaims
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:generic-garbage-collector
delete,get,list,patch,update,watch *.*
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:horizontal-pod-autoscaler
get,list,watch horizontalpodautoscalers.autoscaling *.custom.metrics.k8s.io *.external.metrics.k8s.io
update horizontalpodautoscalers/status.autoscaling
get,update */scale.*
list,watch pods pods.metrics.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:job-controller
get,list,patch,update,watch jobs.batch
update jobs/status.batch jobs/finalizers.batch
create,delete,list,patch,watch pods
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:kube-apiserver-serving-clustertrustbundle-publisher
attest signers.certificates.k8s.io =kubernetes.io/kube-apiserver-serving
create,delete,list,update,watch clustertrustbundles.certificates.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:legacy-service-account-token-cleaner
get configmaps =kube-apiserver-legacy-service-account-token-tracking
delete,patch secrets
@ClusterRole system:controller:namespace-controller
delete,get,list,watch namespaces
update namespaces/finalize namespaces/status
delete,deletecollection,get,list,watch *.*
@ClusterRole system:controller:node-controller
delete,get,list,patch,update,watch nodes
patch,update nodes/status pods/status
delete,get,list,watch pods
get,list,watch leases.coordination.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:persistent-volume-binder
create,delete,get,list,update,watch persistentvolumes
update persistentvolumes/status persistentvolumeclaims/status
get,list,update,watch persistentvolumeclaims
create,delete,get,list,watch pods
get,list,watch storageclasses.storage.k8s.io
list,watch nodes
create,patch,update events events.events.k8s.io
watch events
@ClusterRole system:controller:pod-garbage-collector
delete,list,watch pods
get,list,watch nodes
patch pods/status
@ClusterRole system:controller:podcertificaterequestcleaner
delete,get,list,watch podcertificaterequests.certificates.k8s.io
@ClusterRole system:controller:pv-protection-controller
get,list,update,watch persistentvolumes
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:pvc-protection-controller
get,list,update,watch persistentvolumeclaims
update persistentvolumeclaims/status
get,list,watch pods
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:replicaset-controller
get,list,update,watch replicasets.apps replicasets.extensions
update replicasets/status.apps replicasets/status.extensions replicasets/finalizers.apps replicasets/finalizers.extensions
create,delete,list,patch,watch pods
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:replication-controller
get,list,update,watch replicationcontrollers
update replicationcontrollers/status replicationcontrollers/finalizers
create,delete,list,patch,watch pods
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:resource-claim-controller
get,list,watch pods
update pods/finalizers
create,delete,get,list,watch resourceclaims.resource.k8s.io
patch,update resourceclaims.resource.k8s.io resourceclaims/status.resource.k8s.io pods/status resourceclaims/binding.resource.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:resourcequota-controller
list,watch *.*
update resourcequotas/status
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:root-ca-cert-publisher
create,update configmaps
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:route-controller
list,watch nodes
patch nodes/status
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:selinux-warning-controller
create,patch,update events events.events.k8s.io
get,list,watch persistentvolumes persistentvolumeclaims pods csidrivers.storage.k8s.io
@ClusterRole system:controller:service-account-controller
create serviceaccounts
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:service-cidrs-controller
get,list,patch,update,watch servicecidrs.networking.k8s.io
patch,update servicecidrs/finalizers.networking.k8s.io servicecidrs/status.networking.k8s.io
get,list,watch ipaddresses.networking.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:service-controller
get,list,watch services
patch,update services/status
list,watch nodes
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:statefulset-controller
list,watch pods
get,list,watch statefulsets.apps
update statefulsets/status.apps statefulsets/finalizers.apps pods/finalizers
create,delete,get,patch,update pods
create,delete,get,list,patch,update,watch controllerrevisions.apps
create,get,list,watch persistentvolumeclaims
delete,update persistentvolumeclaims
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:storage-version-migrator-controller
list,patch *.*
get customresourcedefinitions.apiextensions.k8s.io
patch customresourcedefinitions/status.apiextensions.k8s.io
update storageversionmigrations/status.storagemigration.k8s.io
@ClusterRole system:controller:ttl-after-finished-controller
delete,get,list,watch jobs.batch
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:ttl-controller
list,patch,update,watch nodes
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:validatingadmissionpolicy-status-controller
get,list,watch validatingadmissionpolicies.admissionregistration.k8s.io
get,patch,update validatingadmissionpolicies/status.admissionregistration.k8s.io
create,patch,update events events.events.k8s.io
@ClusterRole system:controller:volumeattributesclass-protection-controller
get,list,watch persistentvolumeclaims persistentvolumes
get,list,update,watch volumeattributesclasses.storage.k8s.io
create,patch,update events events.events.k8s.io
@Role kube-public/system:controller:bootstrap-signer
get,list,watch configmaps
update configmaps =cluster-info
create,patch,update events events.events.k8s.io
@Role kube-system/extension-apiserver-authentication-reader
get,list,watch configmaps =extension-apiserver-authentication
@Role kube-system/system::leader-locking-kube-controller-manager
create,get,list,update,watch leases.coordination.k8s.io leasecandidates.coordination.k8s.io
@Role kube-system/system::leader-locking-kube-scheduler
create,get,list,update,watch leases.coordination.k8s.io leasecandidates.coordination.k8s.io
@Role kube-system/system:controller:bootstrap-signer
get,list,watch secrets
@Role kube-system/system:controller:cloud-provider
create,get,list,watch configmaps
@Role kube-system/system:controller:token-cleaner
delete,get,list,watch secrets
create,patch,update events events.events.k8s.io
@Role kube-public/kubeadm:bootstrap-signer-clusterinfo
get configmaps =cluster-info
`;
