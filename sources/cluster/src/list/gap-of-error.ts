import type { Skipped } from '@bulwark/model';
import { TransportError } from '../connection/transport.ts';
import { ClusterError } from '../errors.ts';

export type GapReason = Pick<Skipped, 'reason' | 'detail'>;

/** What an error in the middle of a reading leaves out; throws it again where it is a fault of ours. */
export function gapOfError(error: unknown): GapReason {
  if (error instanceof TransportError) {
    return { reason: error.problem === 'too-large' ? 'limit' : 'unreachable', detail: error.message };
  }
  if (error instanceof ClusterError) {
    return { reason: error.code === 'TIME_LIMIT' ? 'limit' : 'forbidden', detail: error.message };
  }
  throw error;
}
