// A table of paths, one a line: longer than 300 lines, since each says where something else lies.

/** What a path of a node gives to a pod that mounts it; each place is a check of its own. */
export type HostPlace =
  | 'root-writable'
  | 'root-readable'
  | 'runtime-socket'
  | 'kubelet-directory'
  | 'kubelet-plugins'
  | 'kubernetes-credentials'
  | 'static-pods'
  | 'etcd-data'
  | 'kernel-interfaces'
  | 'process-information'
  | 'devices'
  | 'logs'
  | 'container-storage-writable'
  | 'container-storage-readable'
  | 'user-directories'
  | 'cloud-credentials'
  | 'startup'
  | 'configuration'
  | 'executables'
  | 'kernel-files';

/** Paths of a node that give the same, as distributions and installers lay them out. */
export interface HostPlaceRow {
  readonly place: HostPlace;
  readonly gives: string;
  /** `written`: matters only where the mount can be written to. */
  readonly when: 'any' | 'written';
  readonly exact?: readonly string[];
  /** These and everything below them. */
  readonly trees?: readonly string[];
}

/** The known places of a node. `any` and `written` rows of one path stand beside each other. */
export const hostPlaceRows: readonly HostPlaceRow[] = [
  { place: 'root-writable', when: 'written', gives: 'every file of the node to change', exact: ['/'] },
  {
    place: 'root-readable',
    when: 'any',
    gives: 'every file of the node to read: keys, tokens and Secrets of all its pods',
    exact: ['/'],
  },
  {
    place: 'runtime-socket',
    when: 'any',
    gives: 'the sockets of the container runtime, which starts containers as root on the node',
    exact: [
      '/run',
      '/run/containerd',
      '/run/crio',
      '/run/docker',
      '/run/docker/containerd',
      '/run/k0s',
      '/run/k3s',
      '/run/k3s/containerd',
      '/run/podman',
    ],
  },
  {
    place: 'kubelet-directory',
    when: 'any',
    gives: "the tokens, Secrets and volumes of every pod on the node, and the node's own credentials",
    exact: ['/var', '/var/lib', '/var/lib/kubelet'],
    trees: ['/var/lib/rancher/k3s/agent', '/var/lib/rancher/rke2/agent', '/var/lib/k0s/kubelet'],
  },
  {
    place: 'kubelet-directory',
    when: 'any',
    gives: 'the tokens, Secrets and volumes of every pod on the node',
    trees: ['/var/lib/kubelet/pods'],
  },
  {
    place: 'kubelet-directory',
    when: 'any',
    gives: 'the credentials with which the node speaks to the API server',
    trees: ['/var/lib/kubelet/pki', '/var/lib/kubelet/kubeconfig'],
  },
  {
    place: 'kubelet-plugins',
    when: 'written',
    gives: 'the folder where the kubelet finds drivers, which receive the Secrets and devices of other pods',
    exact: ['/var/lib/kubelet/device-plugins', '/var/lib/kubelet/plugins', '/var/lib/kubelet/plugins_registry'],
  },
  {
    place: 'kubernetes-credentials',
    when: 'any',
    gives: "kubeconfigs, and on a control-plane node the keys of the cluster's authorities",
    exact: [
      '/etc/kubernetes',
      '/var/lib/k0s',
      '/var/lib/minikube',
      '/var/lib/rancher',
      '/var/lib/rancher/k3s',
      '/var/lib/rancher/rke2',
    ],
    trees: [
      '/etc/kubernetes/pki',
      '/etc/kubernetes/ssl',
      '/etc/origin',
      '/etc/rancher',
      '/srv/kubernetes',
      '/var/lib/k0s/pki',
      '/var/lib/kubernetes',
      '/var/lib/minikube/certs',
      '/var/lib/rancher/k3s/server',
      '/var/lib/rancher/rke2/server',
      '/var/snap/microk8s/current/credentials',
    ],
  },
  {
    place: 'kubernetes-credentials',
    when: 'any',
    gives: 'the kubeconfig of a component of the cluster',
    trees: [
      '/etc/kubernetes/admin.conf',
      '/etc/kubernetes/bootstrap-kubelet.conf',
      '/etc/kubernetes/controller-manager.conf',
      '/etc/kubernetes/kubelet.conf',
      '/etc/kubernetes/scheduler.conf',
      '/etc/kubernetes/super-admin.conf',
      '/var/lib/kube-controller-manager',
      '/var/lib/kube-proxy',
      '/var/lib/kube-scheduler',
    ],
  },
  {
    place: 'static-pods',
    when: 'written',
    gives: 'the folder from which the node starts pods that no admission control sees',
    trees: [
      '/etc/kubelet.d',
      '/etc/kubernetes/manifests',
      '/var/lib/rancher/k3s/agent/pod-manifests',
      '/var/lib/rancher/k3s/server/manifests',
      '/var/lib/rancher/rke2/agent/pod-manifests',
      '/var/lib/rancher/rke2/server/manifests',
    ],
  },
  {
    place: 'etcd-data',
    when: 'any',
    gives: "every object of the cluster that the node's etcd holds, Secrets included, past the API server",
    trees: [
      '/var/lib/etcd',
      '/var/lib/rancher/k3s/server/db',
      '/var/lib/rancher/rke2/server/db',
      '/var/lib/k0s/etcd',
      '/var/lib/minikube/etcd',
    ],
  },
  {
    place: 'etcd-data',
    when: 'any',
    gives: 'the keys that open etcd, which holds every object of the cluster',
    trees: ['/etc/etcd', '/etc/kubernetes/pki/etcd', '/etc/ssl/etcd'],
  },
  {
    place: 'kernel-interfaces',
    when: 'written',
    gives: "settings of the node's kernel and its devices, for all pods and the node itself",
    trees: ['/proc', '/sys'],
  },
  {
    place: 'kernel-interfaces',
    when: 'written',
    gives: 'the BPF programs and maps that are pinned on the node',
    trees: ['/sys/fs/bpf'],
  },
  {
    place: 'kernel-interfaces',
    when: 'written',
    gives: 'the control groups of the node, with the limits and devices of every pod',
    trees: ['/sys/fs/cgroup'],
  },
  {
    place: 'process-information',
    when: 'any',
    gives: 'the command lines of every process of the node, and where permissions allow their environment',
    trees: ['/proc'],
  },
  {
    place: 'devices',
    when: 'any',
    gives: 'the terminals and shared memory of the node, and if it is privileged its disks',
    exact: ['/dev'],
  },
  {
    place: 'logs',
    when: 'written',
    gives: 'log files that the kubelet reads as root: a link placed there leads it to any file',
    exact: ['/var/log'],
    trees: ['/var/log/containers', '/var/log/pods'],
  },
  {
    place: 'container-storage-writable',
    when: 'written',
    gives: 'the images and root filesystems of every container on the node to change',
    trees: ['/var/lib/containerd', '/var/lib/containers', '/var/lib/docker'],
  },
  {
    place: 'container-storage-readable',
    when: 'any',
    gives: 'the files of every container on the node to read, and what the runtime keeps about them',
    trees: ['/var/lib/containerd', '/var/lib/containers', '/var/lib/docker'],
  },
  {
    place: 'user-directories',
    when: 'any',
    gives: 'the home directory of a user of the node, where SSH keys and credentials lie',
    exact: ['/home', '/root'],
  },
  {
    place: 'cloud-credentials',
    when: 'any',
    gives: "credentials of the node's cloud account",
    trees: [
      '/etc/azure',
      '/etc/kubernetes/azure.json',
      '/etc/kubernetes/cloud-config',
      '/etc/kubernetes/cloud.conf',
      '/etc/kubernetes/cloud-provider-config',
      '/var/lib/waagent',
    ],
  },
  {
    place: 'cloud-credentials',
    when: 'any',
    gives: 'the data the node was started with, which often holds credentials',
    trees: ['/var/lib/cloud'],
  },
  {
    place: 'cloud-credentials',
    when: 'any',
    gives: 'credentials of container registries',
    trees: ['/var/lib/kubelet/config.json'],
  },
  {
    place: 'startup',
    when: 'written',
    gives: 'files that the node runs as root by itself',
    exact: ['/run/systemd'],
    trees: [
      '/etc/cron.d',
      '/etc/cron.daily',
      '/etc/cron.hourly',
      '/etc/cron.monthly',
      '/etc/cron.weekly',
      '/etc/crontab',
      '/etc/init.d',
      '/etc/ld.so.preload',
      '/etc/profile.d',
      '/etc/rc.local',
      '/etc/systemd',
      '/etc/udev',
      '/lib/systemd',
      '/run/systemd/system',
      '/usr/lib/systemd',
      '/var/spool/cron',
    ],
  },
  {
    place: 'startup',
    when: 'any',
    gives: 'the bus on which systemd takes orders to start services as root',
    trees: ['/run/dbus', '/run/systemd/private'],
  },
  {
    place: 'configuration',
    when: 'any',
    gives: 'the configuration of the node with its password hashes, host keys and kubeconfigs',
    exact: ['/etc'],
  },
  {
    place: 'configuration',
    when: 'any',
    gives: "password hashes of the node's users",
    trees: ['/etc/gshadow', '/etc/shadow'],
  },
  {
    place: 'configuration',
    when: 'any',
    gives: 'the private keys by which the node proves who it is',
    trees: ['/etc/pki/tls/private', '/etc/ssh', '/etc/ssl/private'],
  },
  {
    place: 'configuration',
    when: 'written',
    gives: 'the rules by which the node decides who may log in and become root',
    trees: ['/etc/group', '/etc/pam.d', '/etc/passwd', '/etc/security', '/etc/sudoers', '/etc/sudoers.d'],
  },
  {
    place: 'executables',
    when: 'written',
    gives: 'programs and libraries that root runs on the node',
    exact: ['/opt', '/usr', '/usr/local'],
    trees: [
      '/bin',
      '/home/kubernetes',
      '/lib',
      '/lib64',
      '/opt/bin',
      '/sbin',
      '/usr/bin',
      '/usr/lib',
      '/usr/lib64',
      '/usr/libexec',
      '/usr/local/bin',
      '/usr/local/sbin',
      '/usr/sbin',
    ],
  },
  {
    place: 'executables',
    when: 'written',
    gives: 'the network plugins that the container runtime runs as root for each new pod',
    trees: ['/etc/cni', '/opt/cni'],
  },
  {
    place: 'kernel-files',
    when: 'written',
    gives: 'the kernel and its modules, which are loaded with every right there is',
    trees: ['/boot', '/lib/modules', '/usr/lib/modules'],
  },
];
