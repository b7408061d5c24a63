/** What one call takes, in nanoseconds: the best round's wall time, and its CPU time, which other programs do not lengthen. */
export interface CallCost {
  readonly wallNs: number;
  readonly cpuNs: number;
}

const rounds = 8;

/** Measures a call for about so many seconds. */
export function measureCalls(seconds: number, call: () => void): CallCost {
  let best: CallCost = { wallNs: Number.POSITIVE_INFINITY, cpuNs: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    const cost = measureRound((seconds * 1000) / rounds, call);
    if (cost.wallNs < best.wallNs) best = cost;
  }
  return best;
}

function measureRound(milliseconds: number, call: () => void): CallCost {
  const used = process.cpuUsage();
  const began = performance.now();
  let count = 0;
  let wall = 0;
  do {
    for (let at = 0; at < 16; at++) call();
    count += 16;
    wall = performance.now() - began;
  } while (wall < milliseconds);
  const { user, system } = process.cpuUsage(used);
  return { wallNs: Math.round((wall * 1e6) / count), cpuNs: Math.round(((user + system) * 1000) / count) };
}
