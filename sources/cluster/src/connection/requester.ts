import type { Clock } from '../clock.ts';
import { ClusterError } from '../errors.ts';
import { backoff, retryAfterOf } from './backoff.ts';
import { Pace } from './pace.ts';
import { type Answer, type Transport, TransportError, type TransportProblem } from './transport.ts';

export interface RequesterOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  /** Milliseconds for one request, its answer included. */
  readonly requestTimeout: number;
  /** Milliseconds for everything together, waiting included. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Wish {
  /** The path to ask for; `shrink` counts the answers that came incomplete, so that a smaller one can be asked for. */
  readonly path: (shrink: number) => string;
  readonly accept?: string;
  /** Whether an answer can still be made smaller; without it none can. */
  readonly canShrink?: (shrink: number) => boolean;
}

const mostTries = 5;

const hopeless: ReadonlySet<TransportProblem> = new Set(['untrusted', 'refused', 'too-large']);

/** Asks the server gently and again where that may help; one for all requests of a reading. */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #pace: Pace;
  readonly #end: number;
  /** Whether the last word of the server was an answer: while it is not, asking again and again is in vain. */
  #answers = false;

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#pace = new Pace(options);
    this.#end = options.clock.now() + options.timeLimit;
  }

  /** The server's last answer, whatever its status. Throws TransportError, or ClusterError TIME_LIMIT. */
  async get(wish: Wish): Promise<Answer> {
    let shrink = 0;
    for (let failures = 1; ; failures++) {
      const outcome = await this.#once(wish.path(shrink), wish.accept ?? 'application/json');
      if (!(outcome instanceof TransportError)) {
        if (!isOverloaded(outcome) || (outcome.status !== 429 && failures >= mostTries)) return outcome;
        await this.#rest(outcome, failures);
        continue;
      }
      const smaller = isIncomplete(outcome) && wish.canShrink?.(shrink) === true;
      if (smaller) shrink++;
      await this.#recover(outcome, { failures, smaller });
    }
  }

  async #once(path: string, accept: string): Promise<Answer | TransportError> {
    const { transport, signal, clock } = this.#options;
    try {
      const answer = await this.#pace.run(() => {
        const timeout = Math.min(this.#options.requestTimeout, this.#end - clock.now());
        if (timeout <= 0) throw this.#timeIsUp();
        return transport.get(path, { accept, timeout, signal });
      }, signal);
      this.#answers = true;
      return answer;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return error;
    }
  }

  /** Waits before another try, or throws what happened where none will help. */
  async #recover(error: TransportError, { failures, smaller }: { failures: number; smaller: boolean }): Promise<void> {
    if (error.problem === 'too-large' && smaller) return;
    if (hopeless.has(error.problem)) throw error;
    if (failures >= mostTries || !this.#answers) {
      this.#answers = false;
      throw error;
    }
    await this.#wait(backoff(failures, 0, this.#options.clock.random));
  }

  async #rest(answer: Answer, failures: number): Promise<void> {
    const { clock } = this.#options;
    const pause = backoff(failures, retryAfterOf(answer.retryAfter, clock.now()), clock.random);
    // 429 is the whole server's; a 503 may be that of one extension API server.
    if (answer.status === 429) this.#pace.hold(pause);
    await this.#wait(pause);
  }

  async #wait(milliseconds: number): Promise<void> {
    const { clock, signal } = this.#options;
    if (clock.now() + milliseconds >= this.#end) throw this.#timeIsUp();
    await clock.sleep(milliseconds, signal);
  }

  #timeIsUp(): ClusterError {
    const seconds = this.#options.timeLimit / 1000;
    return new ClusterError('TIME_LIMIT', `the time limit of ${seconds} s did not suffice`, {
      remedy: 'raise the time limit, or read fewer kinds or namespaces',
    });
  }
}

function isIncomplete({ problem }: TransportError): boolean {
  return problem === 'cut' || problem === 'slow' || problem === 'too-large';
}

/** An answer that invites another try: too many requests, or a server that is not ready. */
function isOverloaded({ status, retryAfter }: Answer): boolean {
  return (
    status === 429 || status === 502 || status === 503 || status === 504 || (status === 500 && retryAfter !== undefined)
  );
}
