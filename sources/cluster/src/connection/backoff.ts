const first = 500;
const longest = 30_000;

/**
 * Milliseconds to wait before asking again after so many failures (from 1): doubling, at most 30 s, the upper half by
 * chance so that clients do not come back together. What the server asks for is never undercut.
 */
export function backoff(failures: number, retryAfter: number, random: () => number): number {
  const ceiling = Math.min(longest, first * 2 ** (failures - 1));
  const own = ceiling * (0.5 + random() / 2);
  return Math.max(own, retryAfter * (1 + random() / 10));
}

/** The milliseconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); 0 where there is none. */
export function retryAfterOf(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
