import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { User } from './users.ts';

/** Where the kubeconfig file of a user stands in the cluster's folder. */
export function kubeconfigPath(dir: string, user: User): string {
  return join(dir, 'cfg', `${user}.kubeconfig`);
}

/** Writes a kubeconfig that holds all it needs, so that it can be copied away. */
export function writeKubeconfig(dir: string, user: User, url: string): void {
  const embed = (file: string): string => readFileSync(join(dir, 'pki', file)).toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority-data': embed('ca.crt') } }],
    users: [
      {
        name: user,
        user: { 'client-certificate-data': embed(`${user}.crt`), 'client-key-data': embed(`${user}.key`) },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user } }],
    'current-context': 'test',
  };
  const path = kubeconfigPath(dir, user);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
