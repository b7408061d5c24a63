/** One answer of the server, read to its end. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** The header as it came: seconds or a date. */
  readonly retryAfter: string | undefined;
  readonly text: string;
}

export interface GetOptions {
  /** The media types asked for. */
  readonly accept: string;
  /** Milliseconds for the whole of it. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** Reads from one API server. There is no way to write: it only knows GET. */
export interface Transport {
  /** Rejects with a TransportError, or with the signal's reason. */
  readonly get: (path: string, options: GetOptions) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export type TransportProblem =
  /** The server's certificate is not one to trust. */
  | 'untrusted'
  /** The server broke off the TLS handshake over our certificate. */
  | 'refused'
  /** No connection. */
  | 'unreachable'
  /** The answer began and did not end. */
  | 'cut'
  | 'slow'
  | 'too-large';

/** No complete answer came. */
export class TransportError extends Error {
  readonly problem: TransportProblem;
  constructor(problem: TransportProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
