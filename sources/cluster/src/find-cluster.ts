import { type ClusterChoice, chooseCluster } from './kubeconfig/choose-cluster.ts';
import { publicUrl, serverSettings } from './kubeconfig/server-settings.ts';

/** A cluster as people speak of it. */
export interface ClusterName {
  readonly context: string;
  /** Without credentials. */
  readonly server: string;
  readonly user: string;
  /** The namespace that kubectl would take, `default` where none is set. */
  readonly namespace: string;
}

/** Which cluster `readCluster` would read, to be shown before. Opens no socket; throws ClusterError. */
export function findCluster(choice: ClusterChoice): ClusterName {
  const { context, namespace, userName, cluster } = chooseCluster(choice);
  return { context, server: publicUrl(serverSettings(cluster).url), user: userName, namespace };
}
