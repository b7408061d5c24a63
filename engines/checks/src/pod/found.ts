import { none, type Problem } from '../define-check.ts';

/** Problems as they are found; holds no list before there is one. */
export class Found {
  #problems: Problem[] | undefined;

  add(more: readonly Problem[]): void {
    if (more.length === 0) return;
    this.#problems ??= [];
    for (const problem of more) this.#problems.push(problem);
  }

  get problems(): readonly Problem[] {
    return this.#problems ?? none;
  }
}
