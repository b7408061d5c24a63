/** How long the parts of a command took, under the names of OPA's metrics. */
export class Timers {
  readonly #runs = new Map<string, number[]>();

  time<T>(name: string, work: () => T): T {
    const start = process.hrtime.bigint();
    try {
      return work();
    } finally {
      const runs = this.#runs.get(name) ?? [];
      runs.push(Number(process.hrtime.bigint() - start));
      this.#runs.set(name, runs);
    }
  }

  /** Nanoseconds of the last run of each part, by name. */
  last(): Record<string, number> {
    return Object.fromEntries(this.#sorted().map(([name, runs]) => [name, runs.at(-1) ?? 0]));
  }

  /** Of several runs: count, the extremes, mean and percentiles. */
  aggregated(): Record<string, Record<string, number>> {
    return Object.fromEntries(this.#sorted().map(([name, runs]) => [name, statisticsOf(runs)]));
  }

  #sorted(): [string, number[]][] {
    return [...this.#runs].sort(([left], [right]) => (left < right ? -1 : 1));
  }
}

/** Statistics of some numbers, percentiles under names such as `99%`. */
export function statisticsOf(numbers: readonly number[]): Record<string, number> {
  const sorted = [...numbers].sort((left, right) => left - right);
  const mean = sorted.reduce((sum, number) => sum + number, 0) / sorted.length;
  const variance = sorted.reduce((sum, number) => sum + (number - mean) ** 2, 0) / sorted.length;
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const percentiles = [75, 90, 95, 99, 99.9, 99.99].map((percent) => [`${percent}%`, at(percent / 100)] as const);
  return {
    ...Object.fromEntries(percentiles),
    count: sorted.length,
    max: sorted.at(-1) ?? 0,
    mean,
    median: at(0.5),
    min: sorted[0] ?? 0,
    stddev: Math.sqrt(variance),
  };
}
