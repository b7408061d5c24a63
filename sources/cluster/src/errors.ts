export type ClusterErrorCode =
  | 'OFFLINE'
  | 'BAD_OPTION'
  | 'NO_SUCH_FILE'
  | 'NO_CONTEXT'
  | 'UNKNOWN_NAME'
  | 'BAD_KUBECONFIG'
  | 'NO_CREDENTIALS'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'UNTRUSTED_SERVER'
  | 'UNREACHABLE'
  | 'UNEXPECTED_ANSWER'
  | 'TIME_LIMIT';

const usage: ReadonlySet<ClusterErrorCode> = new Set([
  'OFFLINE',
  'BAD_OPTION',
  'NO_SUCH_FILE',
  'NO_CONTEXT',
  'UNKNOWN_NAME',
]);

export interface ClusterErrorOptions {
  /** What to do about it, in one sentence without a full stop. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** Why nothing of a cluster could be read: one line, with a remedy where there is one. Never holds a credential. */
export class ClusterError extends Error {
  readonly code: ClusterErrorCode;
  readonly remedy: string | undefined;
  /** Whether the command was wrong, or the world (the cluster, the network, the kubeconfig file). */
  readonly fault: 'usage' | 'world';

  constructor(code: ClusterErrorCode, message: string, options: ClusterErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.code = code;
    this.remedy = options.remedy;
    this.fault = usage.has(code) ? 'usage' : 'world';
  }
}
