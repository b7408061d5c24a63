/** Offsets of the nodes of many documents, one after the other; grows as it is written. */
export class OffsetTape {
  #offsets = new Int32Array(1024);
  length = 0;

  push(offset: number): void {
    if (this.length === this.#offsets.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    this.#offsets[this.length++] = offset;
  }

  at(index: number): number {
    return this.#offsets[index] ?? 0;
  }
}
