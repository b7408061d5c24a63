import { hashKey } from '../values/hash-key.ts';
import type { HashKey, RegoValue } from '../values/value.ts';
import type { Machine } from './machine.ts';
import { select } from './select.ts';

/** What a query knows of one set or object document: the whole, or the parts that were asked for. */
export class PartialCache {
  #whole: RegoValue | undefined;
  readonly #parts = new Map<HashKey, RegoValue | undefined>();

  static of(machine: Machine, id: number): PartialCache {
    machine.cache[id] ??= new PartialCache();
    return machine.cache[id] as PartialCache;
  }

  whole(evaluate: () => RegoValue): RegoValue {
    this.#whole ??= evaluate();
    return this.#whole;
  }

  /** @param evaluate gives the document with nothing but what stands under the keys */
  part(keys: readonly RegoValue[], evaluate: () => RegoValue): RegoValue | undefined {
    if (this.#whole !== undefined) return selectAll(this.#whole, keys);
    const key = hashKey(keys.length === 1 && keys[0] !== undefined ? keys[0] : keys);
    if (this.#parts.has(key)) return this.#parts.get(key);
    const found = selectAll(evaluate(), keys);
    this.#parts.set(key, found);
    return found;
  }
}

function selectAll(value: RegoValue, keys: readonly RegoValue[]): RegoValue | undefined {
  return keys.reduce<RegoValue | undefined>((found, key) => select(found, key), value);
}
