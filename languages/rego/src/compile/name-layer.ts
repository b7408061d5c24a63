import type { Names } from './collect-vars.ts';

/** Names beyond those around, which are not copied: closures in closures would copy all that is bound again and again. */
export class NameLayer implements Names {
  readonly #around: Names;
  readonly #own = new Set<string>();

  constructor(around: Names) {
    this.#around = around;
  }

  readonly has = (name: string): boolean => this.#own.has(name) || this.#around.has(name);

  addAll(names: Iterable<string>): void {
    for (const name of names) this.#own.add(name);
  }
}
