import type { KindKey } from '@bulwark/model';

/** The built-in kinds that run pods, for checks on the object as a whole. */
export const workloadKinds: readonly KindKey[] = [
  'Pod',
  'ReplicationController',
  'Deployment.apps',
  'ReplicaSet.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'Job.batch',
  'CronJob.batch',
];
