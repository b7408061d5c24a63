import { spend } from '../values/work.ts';

/**
 * A text that counts how often a matcher reads it, so that a long match ends at the limits of the evaluation: the matcher
 * looks at each character with as many states as its program has, and knows nothing of limits.
 */
export class MeteredText extends String {
  readonly #work: number;

  /** @param work what looking at one character costs */
  constructor(text: string, work: number) {
    super(text);
    this.#work = work;
  }

  override charCodeAt(index: number): number {
    spend(this.#work);
    return super.charCodeAt(index);
  }

  override indexOf(wanted: string, from?: number): number {
    spend(1 + (this.length >> 8));
    return super.indexOf(wanted, from);
  }
}
