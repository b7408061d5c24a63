import type { Power } from './power.ts';
import * as cluster from './powers-cluster.ts';
import * as identity from './powers-identity.ts';
import * as workload from './powers-workload.ts';

/** The powers too great for a built-in or widely held role that does not have them by default. */
export const gravePowers: readonly Power[] = [
  ...Object.values(identity),
  ...Object.values(workload),
  ...Object.values(cluster),
].filter((power) => power.grave === true);
