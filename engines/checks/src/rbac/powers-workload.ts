import { type Power, power } from './power.ts';

const write = ['create', 'update', 'patch'] as const;

export const podsExec: Power = power({
  lets: 'run commands in any container of {where}',
  rights: [{ groups: [''], resources: ['pods/exec'], verbs: ['create'] }],
  grave: true,
});

export const podsAttach: Power = power({
  lets: 'attach to the running process of any container of {where}',
  rights: [{ groups: [''], resources: ['pods/attach'], verbs: ['create'] }],
  grave: true,
});

export const podsPortforward: Power = power({
  lets: 'connect to any port of any pod of {where}, past NetworkPolicy',
  rights: [{ groups: [''], resources: ['pods/portforward'], verbs: ['create'] }],
});

export const ephemeralContainers: Power = power({
  lets: 'start a container with an image of its choice inside any pod of {where}',
  rights: [{ groups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] }],
  grave: true,
});

export const podsCreate: Power = power({
  lets: 'run pods as any ServiceAccount of {where} and mount its Secrets',
  rights: [{ groups: [''], resources: ['pods'], verbs: ['create'] }],
  grave: true,
});

export const podsUpdate: Power = power({
  lets: "replace the image of any running pod of {where} and so run code with that pod's rights",
  rights: [{ groups: [''], resources: ['pods'], verbs: ['update', 'patch'] }],
  grave: true,
});

export const workloadsWrite: Power = power({
  lets: 'run pods through a workload as any ServiceAccount of {where} and mount its Secrets',
  rights: [
    {
      groups: ['apps', 'extensions'],
      resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'],
      verbs: write,
    },
    { groups: ['batch'], resources: ['jobs', 'cronjobs'], verbs: write },
    { groups: [''], resources: ['replicationcontrollers'], verbs: write },
  ],
  grave: true,
});

export const customWorkloadsWrite: Power = power({
  lets: 'have an operator start pods of its design in {where}',
  rights: [
    {
      groups: ['argoproj.io'],
      resources: ['workflows', 'cronworkflows', 'workflowtemplates', 'clusterworkflowtemplates', 'rollouts'],
      verbs: write,
    },
    {
      groups: ['tekton.dev'],
      resources: ['tasks', 'taskruns', 'pipelines', 'pipelineruns', 'clustertasks'],
      verbs: write,
    },
    { groups: ['serving.knative.dev'], resources: ['services', 'configurations'], verbs: write },
    { groups: ['kubevirt.io'], resources: ['virtualmachines', 'virtualmachineinstances'], verbs: write },
    {
      groups: ['monitoring.coreos.com'],
      resources: ['prometheuses', 'prometheusagents', 'alertmanagers', 'thanosrulers'],
      verbs: write,
    },
    { groups: ['ray.io'], resources: ['rayclusters', 'rayjobs', 'rayservices'], verbs: write },
    { groups: ['sparkoperator.k8s.io'], resources: ['sparkapplications', 'scheduledsparkapplications'], verbs: write },
    { groups: ['batch.volcano.sh'], resources: ['jobs'], verbs: write },
    { groups: ['upgrade.cattle.io'], resources: ['plans'], verbs: write },
    { groups: ['machineconfiguration.openshift.io'], resources: ['machineconfigs', 'kubeletconfigs'], verbs: write },
  ],
});

export const nodesProxy: Power = power({
  lets: "use the kubelets' own API: run commands in every pod, past admission and the audit log",
  rights: [{ groups: [''], resources: ['nodes/proxy'], verbs: ['get', 'create'] }],
  clusterScoped: true,
  named: 'all',
  grave: true,
});

export const nodesLog: Power = power({
  lets: 'read the log files of every node, and what symbolic links in a writable log directory point to',
  rights: [{ groups: [''], resources: ['nodes/log'], verbs: ['get'] }],
  clusterScoped: true,
});

export const nodesWrite: Power = power({
  lets: 'change which nodes there are or how they are labelled and tainted, and so steer which pods run where',
  rights: [{ groups: [''], resources: ['nodes'], verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] }],
  clusterScoped: true,
});

export const nodesStatus: Power = power({
  lets: 'rewrite what nodes report: addresses, capacity, readiness',
  rights: [{ groups: [''], resources: ['nodes/status'], verbs: ['update', 'patch'] }],
  clusterScoped: true,
});

export const persistentVolumesCreate: Power = power({
  lets: 'make a PersistentVolume of any host path and read or write that path of a node through a pod',
  rights: [{ groups: [''], resources: ['persistentvolumes'], verbs: ['create'] }],
  clusterScoped: true,
  grave: true,
});

export const volumesDelete: Power = power({
  lets: 'delete volumes of {where} and the data in them',
  rights: [
    {
      groups: [''],
      resources: ['persistentvolumeclaims', 'persistentvolumes'],
      verbs: ['delete', 'deletecollection'],
    },
  ],
});

export const storageClassesWrite: Power = power({
  lets: "decide which driver, with which options, makes and mounts the cluster's volumes",
  rights: [{ groups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: write }],
  clusterScoped: true,
});

export const csiDriversWrite: Power = power({
  lets: 'make kubelets hand service account tokens of pods to a storage driver, or change what drivers may mount',
  rights: [{ groups: ['storage.k8s.io'], resources: ['csidrivers'], verbs: write }],
  clusterScoped: true,
});

const strongConstraints: ReadonlySet<string> = new Set([
  'privileged',
  'anyuid',
  'hostaccess',
  'hostmount-anyuid',
  'hostmount-anyuid-v2',
  'hostnetwork',
  'hostnetwork-v2',
  'node-exporter',
]);

export const constraintsUse: Power = power({
  lets: 'run pods under a SecurityContextConstraint that allows root or the host, in {where}',
  rights: [{ groups: ['security.openshift.io'], resources: ['securitycontextconstraints'], verbs: ['use'] }],
  named: (name) => strongConstraints.has(name),
  about: 'verb',
  grave: true,
});
