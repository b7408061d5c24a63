import type { KubeconfigEntry } from './read-kubeconfig.ts';

/** The entries that were chosen, unread: their files are opened when the connection is. */
export interface ChosenCluster {
  /** `in-cluster` for a pod's own. */
  readonly context: string;
  readonly namespace: string;
  readonly userName: string;
  readonly cluster: KubeconfigEntry;
  readonly user: KubeconfigEntry;
}
