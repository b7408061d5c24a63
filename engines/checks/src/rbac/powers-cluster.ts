import { type Power, power } from './power.ts';

const write = ['create', 'update', 'patch'] as const;
const writeOrDelete = ['create', 'update', 'patch', 'delete', 'deletecollection'] as const;
const admissionGroup = ['admissionregistration.k8s.io'] as const;
const webhooks = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'] as const;

export const webhooksWrite: Power = power({
  lets: 'have the API server send it objects as they are written, Secrets included, and let it decide on them',
  rights: [{ groups: admissionGroup, resources: webhooks, verbs: write }],
  clusterScoped: true,
  // Whoever may change one webhook may change what it matches and where it is sent.
  named: 'all',
  grave: true,
});

export const webhooksDelete: Power = power({
  lets: 'remove the admission webhooks that enforce policy',
  rights: [{ groups: admissionGroup, resources: webhooks, verbs: ['delete', 'deletecollection'] }],
  clusterScoped: true,
});

export const admissionPoliciesWrite: Power = power({
  lets: 'weaken or remove admission policies, and by a mutating one change objects of others as they are written',
  rights: [
    {
      groups: admissionGroup,
      resources: [
        'validatingadmissionpolicies',
        'validatingadmissionpolicybindings',
        'mutatingadmissionpolicies',
        'mutatingadmissionpolicybindings',
      ],
      verbs: writeOrDelete,
    },
  ],
  clusterScoped: true,
  named: 'all',
  grave: true,
});

export const policyEnginesWrite: Power = power({
  lets: 'weaken, remove or except itself from the policies of {where}',
  rights: [
    {
      groups: ['kyverno.io', 'policies.kyverno.io'],
      resources: [
        'clusterpolicies',
        'policies',
        'policyexceptions',
        'validatingpolicies',
        'mutatingpolicies',
        'generatingpolicies',
        'imagevalidatingpolicies',
      ],
      verbs: writeOrDelete,
    },
    { groups: ['templates.gatekeeper.sh'], resources: ['constrainttemplates'], verbs: writeOrDelete },
    { groups: ['constraints.gatekeeper.sh'], resources: ['*'], verbs: writeOrDelete },
    { groups: ['config.gatekeeper.sh'], resources: ['configs'], verbs: writeOrDelete },
    {
      groups: ['policies.kubewarden.io'],
      resources: ['admissionpolicies', 'clusteradmissionpolicies', 'policyservers'],
      verbs: writeOrDelete,
    },
  ],
});

export const apiServicesWrite: Power = power({
  lets: "have requests for a whole API group, with the callers' names, answered by a server of its own",
  rights: [{ groups: ['apiregistration.k8s.io'], resources: ['apiservices'], verbs: write }],
  clusterScoped: true,
  named: 'all',
  grave: true,
});

export const crdsWrite: Power = power({
  lets: 'send custom resources through a conversion webhook of its own, which sees and changes every one of them',
  rights: [{ groups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: write }],
  clusterScoped: true,
  named: 'all',
});

export const namespacesWrite: Power = power({
  lets: 'relabel namespaces ({where}) and so lower their Pod Security level or leave the reach of policies',
  rights: [{ groups: [''], resources: ['namespaces'], verbs: ['update', 'patch'] }],
});

export const namespacesDelete: Power = power({
  lets: 'delete a namespace with everything in it ({where})',
  rights: [{ groups: [''], resources: ['namespaces'], verbs: ['delete', 'deletecollection'] }],
});

export const endpointsWrite: Power = power({
  lets: 'send the traffic of Services of {where} to addresses of its choice',
  rights: [
    // A Service with a selector has its Endpoints already: creating them alone diverts nothing.
    { groups: [''], resources: ['endpoints'], verbs: ['update', 'patch'] },
    { groups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: write },
  ],
});

export const servicesStatus: Power = power({
  lets: 'set the load balancer address of Services of {where} and so draw traffic for that address to them',
  rights: [{ groups: [''], resources: ['services/status'], verbs: ['update', 'patch'] }],
});

export const servicesWrite: Power = power({
  lets: 'publish ports of {where} outside the cluster, or claim external IP addresses for a Service',
  rights: [{ groups: [''], resources: ['services'], verbs: write }],
});

export const ingressesWrite: Power = power({
  lets: 'publish Services of {where}, or take over hostnames and paths that others serve',
  rights: [
    { groups: ['networking.k8s.io', 'extensions'], resources: ['ingresses'], verbs: write },
    {
      groups: ['gateway.networking.k8s.io'],
      resources: ['gateways', 'httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'referencegrants'],
      verbs: write,
    },
    {
      groups: ['networking.istio.io'],
      resources: ['gateways', 'virtualservices', 'destinationrules', 'serviceentries', 'envoyfilters'],
      verbs: write,
    },
    { groups: ['traefik.io', 'traefik.containo.us'], resources: ['ingressroutes', 'middlewares'], verbs: write },
    { groups: ['projectcontour.io'], resources: ['httpproxies'], verbs: write },
    { groups: ['route.openshift.io'], resources: ['routes'], verbs: write },
  ],
});

export const networkPoliciesWrite: Power = power({
  lets: 'open the network between pods of {where}',
  rights: [
    { groups: ['networking.k8s.io', 'extensions'], resources: ['networkpolicies'], verbs: writeOrDelete },
    {
      groups: ['policy.networking.k8s.io'],
      resources: ['adminnetworkpolicies', 'baselineadminnetworkpolicies', 'clusternetworkpolicies'],
      verbs: writeOrDelete,
    },
    {
      groups: ['cilium.io'],
      resources: ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'],
      verbs: writeOrDelete,
    },
    {
      groups: ['projectcalico.org', 'crd.projectcalico.org'],
      resources: ['networkpolicies', 'globalnetworkpolicies'],
      verbs: writeOrDelete,
    },
  ],
});

export const proxySubresources: Power = power({
  lets: 'reach the HTTP ports of pods and Services of {where} through the API server, past NetworkPolicy',
  rights: [{ groups: [''], resources: ['pods/proxy', 'services/proxy'], verbs: ['get', 'create'] }],
});

const clusterConfigMaps: ReadonlySet<string> = new Set([
  'aws-auth',
  'coredns',
  'kube-proxy',
  'extension-apiserver-authentication',
  'kubeadm-config',
  'kubelet-config',
  'cilium-config',
]);

export const configMapsChange: Power = power({
  lets: "rewrite configuration in kube-system, such as the cluster's DNS (coredns) or, on EKS, who is administrator (aws-auth)",
  rights: [{ groups: [''], resources: ['configmaps'], verbs: ['update', 'patch'] }],
  named: (name) => clusterConfigMaps.has(name),
});

export const eventsDelete: Power = power({
  lets: 'delete events of {where} and with them the traces of what it did',
  rights: [{ groups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['delete', 'deletecollection'] }],
});

export const leasesWrite: Power = power({
  lets: 'take over the leader election of any controller, or fake the heartbeats of nodes',
  rights: [
    {
      groups: ['coordination.k8s.io'],
      resources: ['leases'],
      verbs: ['update', 'patch', 'delete', 'deletecollection'],
    },
  ],
  // Leases live in namespaces, but it takes the whole cluster to reach those that matter.
  clusterScoped: true,
});

export const collectionsDelete: Power = power({
  lets: 'delete all of them in {where} with one request for each namespace',
  rights: [
    {
      groups: [''],
      resources: ['secrets', 'configmaps', 'persistentvolumeclaims', 'persistentvolumes', 'pods', 'services'],
      verbs: ['deletecollection'],
    },
    {
      groups: ['apps', 'extensions'],
      resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
      verbs: ['deletecollection'],
    },
    { groups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: ['deletecollection'] },
    { groups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['deletecollection'] },
    { groups: ['networking.k8s.io'], resources: ['networkpolicies', 'ingresses'], verbs: ['deletecollection'] },
  ],
});

export const gitOpsWrite: Power = power({
  lets: "have a deployment controller apply objects of its choice with the controller's rights",
  rights: [
    { groups: ['argoproj.io'], resources: ['applications', 'applicationsets', 'appprojects'], verbs: write },
    { groups: ['kustomize.toolkit.fluxcd.io'], resources: ['kustomizations'], verbs: write },
    { groups: ['helm.toolkit.fluxcd.io'], resources: ['helmreleases'], verbs: write },
    {
      groups: ['source.toolkit.fluxcd.io'],
      resources: ['gitrepositories', 'ocirepositories', 'helmrepositories', 'helmcharts', 'buckets'],
      verbs: write,
    },
    { groups: ['helm.cattle.io'], resources: ['helmcharts', 'helmchartconfigs'], verbs: write },
    { groups: ['fleet.cattle.io'], resources: ['gitrepos', 'bundles'], verbs: write },
    { groups: ['kubernetes.crossplane.io'], resources: ['objects'], verbs: write },
    { groups: ['helm.crossplane.io'], resources: ['releases'], verbs: write },
    {
      groups: ['operators.coreos.com'],
      resources: ['subscriptions', 'clusterserviceversions', 'catalogsources', 'operatorgroups'],
      verbs: write,
    },
  ],
  grave: true,
});

export const issuersWrite: Power = power({
  lets: 'point certificate issuers of {where} at keys and accounts of its choice and obtain certificates from them',
  rights: [{ groups: ['cert-manager.io'], resources: ['issuers', 'clusterissuers'], verbs: write }],
});

export const externalSecretsWrite: Power = power({
  lets: 'have an operator copy each secret that its store may read into {where}',
  rights: [
    {
      groups: ['external-secrets.io'],
      resources: ['externalsecrets', 'clusterexternalsecrets', 'secretstores', 'clustersecretstores', 'pushsecrets'],
      verbs: write,
    },
    { groups: ['secrets-store.csi.x-k8s.io'], resources: ['secretproviderclasses'], verbs: write },
  ],
});
