import type { KindKey } from '@bulwark/model';

/** The built-in kinds that describe pods. */
export const namedWorkloadKinds: readonly KindKey[] = [
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'Deployment.apps',
  'ReplicaSet.apps',
  'StatefulSet.apps',
  'DaemonSet.apps',
  'Job.batch',
  'CronJob.batch',
];
