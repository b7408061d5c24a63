import { type HostPlace, type HostPlaceRow, hostPlaceRows } from './host-place-table.ts';

/** What a path gives, and of which kind that is. */
export interface Meaning {
  readonly place: HostPlace;
  /** Completes `it gives the pod …`. */
  readonly gives: string;
}

/** A path as mounts compare: no double or trailing slash, `/var/run` as `/run`, `C:\` as `/`. */
export function normalPath(path: string): string {
  const slashed = path.includes('\\') || /^[A-Za-z]:/.test(path) ? path.replaceAll('\\', '/') : path;
  const parts = slashed.replace(/^[A-Za-z]:/, '').split('/');
  const kept = parts.filter((part) => part !== '' && part !== '.');
  if (kept[0] === 'var' && kept[1] === 'run') kept.shift();
  return `/${kept.join('/')}`;
}

/** What a normal path of the node gives, where it is a sensitive one: the nearest known directory decides. */
export function meaningOf(path: string, written: boolean): Meaning | undefined {
  const named = socketMeaning(path) ?? credentialMeaning(path) ?? deviceMeaning(path);
  if (named) return named;
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const entry = entryByPath.get(at);
    if (entry === undefined || (at !== path && !entry.tree)) continue;
    return written ? (entry.written ?? entry.any) : entry.any;
  }
  return undefined;
}

/** Whether other mounts lie under this path on every node, which a read-only bind mount leaves writable. */
export function holdsMounts(path: string): boolean {
  return mountHolders.has(path);
}

const mountHolders: ReadonlySet<string> = new Set([
  '/',
  '/dev',
  '/proc',
  '/run',
  '/sys',
  '/sys/fs',
  '/sys/kernel',
  '/var',
  '/var/lib',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/kubelet',
  '/var/lib/kubelet/pods',
]);

const runtimeSockets: ReadonlySet<string> = new Set([
  'docker.sock',
  'docker-containerd.sock',
  'docker_engine',
  'containerd.sock',
  'containerd.sock.ttrpc',
  'containerd-containerd',
  'crio.sock',
  'cri-dockerd.sock',
  'dockershim.sock',
  'podman.sock',
]);

function socketMeaning(path: string): Meaning | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!runtimeSockets.has(name)) return undefined;
  return {
    place: 'runtime-socket',
    gives: 'control of the container runtime, which starts containers as root on the node',
  };
}

const credentialFolders: ReadonlyMap<string, Meaning> = new Map([
  ['.ssh', { place: 'user-directories', gives: 'SSH keys, and where it is writable the list of keys that may log in' }],
  ['.kube', { place: 'kubernetes-credentials', gives: 'a kubeconfig of a person who works on the node' }],
  ['.aws', { place: 'cloud-credentials', gives: 'credentials of an AWS account' }],
  ['.azure', { place: 'cloud-credentials', gives: 'credentials of an Azure account' }],
  ['.oci', { place: 'cloud-credentials', gives: 'credentials of an Oracle Cloud account' }],
  ['.aliyun', { place: 'cloud-credentials', gives: 'credentials of an Alibaba Cloud account' }],
  ['.docker', { place: 'cloud-credentials', gives: 'credentials of container registries' }],
]);

function credentialMeaning(path: string): Meaning | undefined {
  for (const part of path.split('/')) {
    const meaning = credentialFolders.get(part);
    if (meaning) return meaning;
  }
  if (path.includes('/.config/gcloud')) {
    return { place: 'cloud-credentials', gives: 'credentials of a Google Cloud account' };
  }
  // On GKE nodes /home/kubernetes is no user's.
  if (!/^\/home\/[^/]+$/.test(path) || path === '/home/kubernetes') return undefined;
  return {
    place: 'user-directories',
    gives: 'the home directory of a user of the node, with the keys and credentials in it',
  };
}

const deviceNames =
  /^\/dev\/(?:(mem|kmem|port)$|(kvm|vhost|vfio)|(shm|pts)(?:\/|$)|(disk|mapper|block|sd[a-z]|vd[a-z]|xvd[a-z]|nvme|dm-))/;

function deviceMeaning(path: string): Meaning | undefined {
  const match = deviceNames.exec(path);
  if (!match) return undefined;
  const [, memory, virtual, shared] = match;
  if (memory) return { place: 'devices', gives: 'the physical memory of the node' };
  if (virtual)
    return { place: 'devices', gives: 'an interface of the kernel that hands out virtual machines or whole devices' };
  if (shared) return { place: 'devices', gives: "the shared memory or terminals of the node's own processes" };
  return { place: 'devices', gives: 'a disk of the node with everything on it, past file permissions' };
}

interface Entry {
  readonly any?: Meaning;
  readonly written?: Meaning;
  readonly tree: boolean;
}

const entryByPath: ReadonlyMap<string, Entry> = entriesOf(hostPlaceRows);

function entriesOf(table: readonly HostPlaceRow[]): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const row of table) {
    for (const path of row.exact ?? []) addEntry(entries, path, row);
    for (const path of row.trees ?? []) addEntry(entries, path, row);
  }
  return entries;
}

function addEntry(entries: Map<string, Entry>, path: string, row: HostPlaceRow): void {
  const tree = row.trees?.includes(path) ?? false;
  entries.set(path, { ...entries.get(path), [row.when]: { place: row.place, gives: row.gives }, tree });
}
