/** The registers of one rule or query: variables by name, and nameless ones. */
export class Registers {
  readonly #numbers = new Map<string, number>();
  #count = 0;

  /** Of a variable; the same for every use of its name. */
  of(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const fresh = this.fresh();
    this.#numbers.set(name, fresh);
    return fresh;
  }

  fresh(): number {
    return this.#count++;
  }

  get count(): number {
    return this.#count;
  }
}
