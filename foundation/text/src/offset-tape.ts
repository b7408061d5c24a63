/**
 * Offsets of the nodes of many documents in their order, and after each how many nodes lie inside it, so that a
 * reader can step over what it does not want. Grows as it is written.
 */
export class OffsetTape {
  #cells = new Int32Array(2048);
  length = 0;

  /** Notes a node; gives its index, for `close`. */
  open(offset: number): number {
    const index = this.length++;
    if (index * 2 === this.#cells.length) {
      const grown = new Int32Array(index * 4);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[index * 2] = offset;
    this.#cells[index * 2 + 1] = 0;
    return index;
  }

  /** Notes that all nodes inside the one at `index` have been written. */
  close(index: number): void {
    this.#cells[index * 2 + 1] = this.length - index - 1;
  }

  offsetAt(index: number): number {
    return this.#cells[index * 2] ?? 0;
  }

  /** The index of the node after this one and all that lies in it. */
  after(index: number): number {
    return index + 1 + (this.#cells[index * 2 + 1] ?? 0);
  }
}
