import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ApiRequest, apiClient } from './api-client.ts';
import { auditPolicy } from './audit-policy.ts';
import { clusterAvailable } from './availability.ts';
import { createNamespace } from './create-namespace.ts';
import { createPki } from './create-pki.ts';
import { freePorts } from './free-ports.ts';
import { grantUsers } from './grant-users.ts';
import { type Guard, startGuard } from './guard.ts';
import { type Launch, launchServer, type Server } from './launch-server.ts';
import { buildServer } from './server-build/build-server.ts';
import { findEtcd } from './server-build/find-etcd.ts';
import { apiserverFlags, auditLogPath, controllerManagerFlags, etcdFlags, type Ports } from './server-flags.ts';
import { type User, users } from './users.ts';
import { kubeconfigPath, writeKubeconfig } from './write-kubeconfig.ts';

export interface ClusterOptions {
  /** A missing or empty folder, which from then on belongs to the cluster and goes with it; default: a new temporary one. */
  readonly dir?: string;
  /** The API server's port on 127.0.0.1; default: a free one. */
  readonly port?: number;
  /** Runs kube-controller-manager as well (its first build takes some minutes more). */
  readonly controllerManager?: boolean;
}

export interface Cluster {
  readonly dir: string;
  readonly url: string;
  /** The certificate authority, as PEM. */
  readonly ca: string;
  /** The file to which the API server appends its audit events as JSON lines. */
  readonly auditLog: string;
  readonly kubeconfig: (user: User) => string;
  readonly request: ApiRequest;
  /** Kills the servers and removes the folder. */
  readonly stop: () => Promise<void>;
  /** Lets the cluster outlive this process; `down.ts` ends it. */
  readonly leaveRunning: () => void;
}

interface Binaries {
  readonly etcd: string;
  readonly apiserver: string;
  readonly controllerManager: string | undefined;
}

/** A fresh API server on loopback, ready to answer; it ends with `stop`, or with this process however that ends. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const binaries = await findBinaries(options);
  const dir = claimFolder(options.dir);
  const guard = startGuard(dir);
  try {
    const [api = 0, etcd = 0, peer = 0, controllerManager = 0] = await freePorts(4);
    return await bringUp(binaries, { dir, guard, ports: { api: options.port ?? api, etcd, peer, controllerManager } });
  } catch (cause) {
    await guard.end();
    throw cause;
  }
}

async function findBinaries(options: ClusterOptions): Promise<Binaries> {
  const available = clusterAvailable();
  if (!available.ok) throw new Error(available.reason);
  const etcd = await findEtcd();
  const apiserver = await buildServer('kube-apiserver', available.goVersion);
  if (options.controllerManager !== true) return { etcd, apiserver, controllerManager: undefined };
  return { etcd, apiserver, controllerManager: await buildServer('kube-controller-manager', available.goVersion) };
}

function claimFolder(wanted: string | undefined): string {
  if (wanted === undefined) return mkdtempSync(join(tmpdir(), 'bulwark-cluster-'));
  const dir = resolve(wanted);
  mkdirSync(dir, { recursive: true });
  const found = readdirSync(dir).length;
  if (found > 0)
    throw new Error(
      `${dir}: expected a missing or empty folder, found ${found} entries; down.ts ends a cluster that is up there`,
    );
  return dir;
}

interface Place {
  readonly dir: string;
  readonly guard: Guard;
  readonly ports: Ports;
}

async function bringUp(binaries: Binaries, place: Place): Promise<Cluster> {
  const { dir, guard, ports } = place;
  const launch = (server: Launch): Server => launchServer(server, dir, guard);
  const url = `https://127.0.0.1:${ports.api}`;

  const etcd = launch({ name: 'etcd', binary: binaries.etcd, flags: await etcdFlags(binaries.etcd, dir, ports) });
  await Promise.all([
    createPki(join(dir, 'pki')),
    etcd.until(async () => (await fetch(`http://127.0.0.1:${ports.etcd}/health`)).ok),
  ]);
  writeConfiguration(dir, url);
  const request = apiClient(dir, url);
  const apiserver = launch({ name: 'kube-apiserver', binary: binaries.apiserver, flags: apiserverFlags(dir, ports) });
  await apiserver.until(async () => (await request('admin', 'GET', '/readyz')).status === 200);
  await Promise.all([grantUsers(request), createNamespace(request, 'default')]);
  await apiserver.until(() => settled(request));
  const pids = [etcd.pid, apiserver.pid];
  if (binaries.controllerManager !== undefined) {
    const manager = launch({
      name: 'kube-controller-manager',
      binary: binaries.controllerManager,
      flags: controllerManagerFlags(dir, ports),
    });
    await manager.until(() => controllersWork(request));
    pids.push(manager.pid);
  }
  return clusterAt(place, { url, request, pids });
}

function writeConfiguration(dir: string, url: string): void {
  for (const user of users) writeKubeconfig(dir, user.name, url);
  writeFileSync(join(dir, 'cfg', 'audit-policy.json'), JSON.stringify(auditPolicy, null, 2));
}

// The authorizer learns of new grants a little later, and the server makes its own namespaces in the background.
async function settled(request: ApiRequest): Promise<boolean> {
  const lastNamespace = '/api/v1/namespaces/kube-node-lease';
  const answers = await Promise.all([
    request('reader', 'GET', lastNamespace),
    request('no-secrets', 'GET', lastNamespace),
  ]);
  return answers.every((answer) => answer.status === 200);
}

// The last thing the controllers put into a namespace, so once it is there they all run.
async function controllersWork(request: ApiRequest): Promise<boolean> {
  return (await request('admin', 'GET', '/api/v1/namespaces/default/configmaps/kube-root-ca.crt')).status === 200;
}

interface Running {
  readonly url: string;
  readonly request: ApiRequest;
  readonly pids: readonly number[];
}

function clusterAt({ dir, guard }: Place, { url, request, pids }: Running): Cluster {
  return {
    dir,
    url,
    request,
    ca: readFileSync(join(dir, 'pki', 'ca.crt'), 'utf8'),
    auditLog: auditLogPath(dir),
    kubeconfig: (user) => kubeconfigPath(dir, user),
    stop: guard.end,
    leaveRunning: () => {
      writeFileSync(join(dir, 'cluster.json'), `${JSON.stringify({ url, pids })}\n`);
      guard.dismiss();
    },
  };
}
