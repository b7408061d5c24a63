/** Writes the text of one function: fresh names, and values that are handed over instead of being written down. */
export class CodeWriter {
  readonly #lines: string[] = [];
  readonly #constants = new Map<unknown, string>();
  #names = 0;
  #gaveUp = false;

  line(text: string): void {
    this.#lines.push(text);
    if (this.#lines.length > mostLines) this.#gaveUp = true;
  }

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    return `${prefix}_${this.#names++}`;
  }

  /** The name of a value that the function gets from outside: no text of a policy is ever written as code. */
  constant(value: unknown): string {
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const name = `k_${this.#constants.size}`;
    this.#constants.set(value, name);
    return name;
  }

  /** What is being written cannot be said, or is too long. */
  giveUp(): void {
    this.#gaveUp = true;
  }

  get isComplete(): boolean {
    return !this.#gaveUp;
  }

  get text(): string {
    return this.#lines.join('\n');
  }

  /** Names and values of the constants. */
  get constants(): readonly (readonly [name: string, value: unknown])[] {
    return [...this.#constants].map(([value, name]) => [name, value]);
  }
}

/** Of a longer rule nothing is gained that its compiling would not cost. */
const mostLines = 3000;
