import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { kubeconfigPath } from './write-kubeconfig.ts';

export interface Ports {
  readonly api: number;
  readonly etcd: number;
  readonly peer: number;
  readonly controllerManager: number;
}

/** A single member that keeps its data in the cluster's folder; a throw-away store need not wait for the disk. */
export async function etcdFlags(binary: string, dir: string, ports: Ports): Promise<readonly string[]> {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.peer}`;
  const help = await promisify(execFile)(binary, ['--help']);
  const noFsync = `${help.stdout}${help.stderr}`.includes('--unsafe-no-fsync') ? ['--unsafe-no-fsync'] : [];
  return [
    '--name=test',
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=test=${peer}`,
    ...noFsync,
  ];
}

/** Upstream's defaults but for what a loopback server without nodes needs, audit, and the authorizers. */
export function apiserverFlags(dir: string, ports: Ports): readonly string[] {
  const pki = (file: string): string => join(dir, 'pki', file);
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.api}`,
    `--tls-cert-file=${pki('apiserver.crt')}`,
    `--tls-private-key-file=${pki('apiserver.key')}`,
    `--client-ca-file=${pki('ca.crt')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${pki('sa.pub')}`,
    `--service-account-signing-key-file=${pki('sa.key')}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--endpoint-reconciler-type=none',
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    `--audit-policy-file=${join(dir, 'cfg', 'audit-policy.json')}`,
    `--audit-log-path=${auditLogPath(dir)}`,
    '--allow-privileged=true',
    '--profiling=false',
  ];
}

/** Where the API server appends its audit events, one JSON object per line. */
export function auditLogPath(dir: string): string {
  return join(dir, 'log', 'audit.log');
}

/** All controllers but node lifecycle, which would taint nodes that no kubelet keeps alive. */
export function controllerManagerFlags(dir: string, ports: Ports): readonly string[] {
  const pki = (file: string): string => join(dir, 'pki', file);
  const kubeconfig = kubeconfigPath(dir, 'kube-controller-manager');
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--authentication-skip-lookup=true',
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.controllerManager}`,
    '--leader-elect=false',
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${pki('sa.key')}`,
    `--root-ca-file=${pki('ca.crt')}`,
    `--cluster-signing-cert-file=${pki('ca.crt')}`,
    `--cluster-signing-key-file=${pki('ca.key')}`,
    '--controllers=*,-node-lifecycle-controller',
    '--kube-api-qps=1000',
    '--kube-api-burst=2000',
    '--profiling=false',
  ];
}
