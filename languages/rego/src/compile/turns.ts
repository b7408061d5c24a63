/** Whose turn it is: rounds through a list in order, each only to those that were added since they last had theirs. */
export class Turns {
  /** A heap of this round: no entry is less than the one at half its index. */
  #round: number[];
  #following: number[] = [];
  #last = -1;

  /** The first round goes to all. */
  constructor(count: number) {
    this.#round = Array.from({ length: count }, (_, at) => at);
  }

  /** Gives one its turn again: in this round where that has not come by, else in the next. */
  add(one: number): void {
    if (one < this.#last) this.#following.push(one);
    else this.#rise(one);
  }

  next(): number | undefined {
    if (this.#round.length === 0) {
      this.#round = this.#following.sort((left, right) => left - right);
      this.#following = [];
    }
    const first = this.#round[0];
    const last = this.#round.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#round.length > 0) this.#sink(last);
    this.#last = first;
    return first;
  }

  #rise(one: number): void {
    const heap = this.#round;
    let at = heap.length;
    while (at > 0) {
      const above = heap[(at - 1) >> 1] ?? -1;
      if (above <= one) break;
      heap[at] = above;
      at = (at - 1) >> 1;
    }
    heap[at] = one;
  }

  #sink(one: number): void {
    const heap = this.#round;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child =
        (heap[left + 1] ?? Number.POSITIVE_INFINITY) < (heap[left] ?? Number.POSITIVE_INFINITY) ? left + 1 : left;
      const least = heap[child];
      if (least === undefined || least >= one) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = one;
  }
}
