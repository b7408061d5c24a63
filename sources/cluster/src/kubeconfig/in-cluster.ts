import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import type { ChosenCluster } from './chosen-cluster.ts';
import type { Environment } from './read-kubeconfig.ts';

// Where the kubelet mounts a pod's service account (kubernetes.io: Accessing the API from a Pod).
const mounted = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The cluster this process runs in as a pod, by its service account; undefined where it is no pod. */
export function inCluster(environment: Environment, folder: string = mounted): ChosenCluster | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (!host || !port || !existsSync(`${folder}/token`)) return undefined;
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    context: 'in-cluster',
    namespace: namespaceIn(`${folder}/namespace`),
    userName: 'in-cluster',
    cluster: { value: { server, 'certificate-authority': `${folder}/ca.crt` }, file: '' },
    user: { value: { tokenFile: `${folder}/token` }, file: '' },
  };
}

function namespaceIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'default';
}
