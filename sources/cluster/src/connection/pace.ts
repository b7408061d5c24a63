import type { Clock } from '../clock.ts';

export interface PaceOptions {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly clock: Clock;
}

/** Keeps the load on the server gentle: so many requests a second (a second's worth at once), so many in flight. */
export class Pace {
  readonly #options: PaceOptions;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  /** When the bucket is full again, in milliseconds since 1970; it holds one second's requests. */
  #fullAt = 0;
  #heldUntil = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#free = options.concurrency;
  }

  /** Runs the work when its turn has come. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter();
    try {
      await this.#turn(signal);
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** The server asked for a break: nothing more starts for so long. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#options.clock.now() + milliseconds);
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    const { clock, requestsPerSecond } = this.#options;
    const now = clock.now();
    this.#fullAt = Math.max(this.#fullAt, now) + 1000 / requestsPerSecond;
    const start = Math.max(this.#fullAt - 1000, this.#heldUntil);
    if (start > now) await clock.sleep(start - now, signal);
  }
}
