export type { Clock } from './clock.ts';
export { ClusterError, type ClusterErrorCode } from './errors.ts';
export { type ClusterName, findCluster } from './find-cluster.ts';
export type { ClusterChoice } from './kubeconfig/choose-cluster.ts';
export { type ClusterProgress, type ClusterRead, type ReadClusterOptions, readCluster } from './read-cluster.ts';
