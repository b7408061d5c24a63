import { cloudPatterns } from './cloud-patterns.ts';
import { codePatterns } from './code-patterns.ts';
import { credentialPatterns } from './credential-patterns.ts';
import type { SecretPattern } from './secret-pattern.ts';
import { servicePatterns } from './service-patterns.ts';

/** Every known form of a credential; the order decides where two fit at the same place. */
export const secretPatterns: readonly SecretPattern[] = [
  ...cloudPatterns,
  ...codePatterns,
  ...servicePatterns,
  ...credentialPatterns,
];

/** The few patterns that can begin at an offset, by three characters with five bits of each, so case does not count. */
export function patternsAt(text: string, at: number): readonly SecretPattern[] | undefined {
  const first = text.charCodeAt(at) & 31;
  const hash = (first << 10) | ((text.charCodeAt(at + 1) & 31) << 5) | (text.charCodeAt(at + 2) & 31);
  return known[hash] === 0 ? undefined : byStart[hash];
}

/** The patterns of a word of exactly this length. */
export function patternsOfLength(length: number): readonly SecretPattern[] | undefined {
  return byLength.get(length);
}

/** What an id stands for, as a noun phrase: `a GitHub token`. */
export function secretTitle(id: string): string {
  return titles.get(id) ?? 'a secret';
}

const titles: ReadonlyMap<string, string> = new Map([
  ...secretPatterns.map((pattern) => [pattern.id, pattern.title] as const),
  ['password', 'a password'],
  ['secret-value', 'a generated secret'],
  ['default-password', 'a default password'],
]);

const byStart = indexByStart();
// Small enough to stay in the nearest cache, which the index itself is not.
const known = new Uint8Array(byStart.length);
for (let hash = 0; hash < byStart.length; hash++) if (byStart[hash] !== undefined) known[hash] = 1;
const byLength: ReadonlyMap<number, readonly SecretPattern[]> = Map.groupBy(
  secretPatterns.filter((pattern) => pattern.wordLength !== undefined),
  (pattern) => pattern.wordLength ?? 0,
);

function indexByStart(): readonly (readonly SecretPattern[] | undefined)[] {
  const index: (SecretPattern[] | undefined)[] = new Array(1 << 15).fill(undefined);
  for (const pattern of secretPatterns) {
    for (const hash of new Set(pattern.starts?.flatMap(hashesOf))) {
      const bucket = index[hash];
      if (bucket) bucket.push(pattern);
      else index[hash] = [pattern];
    }
  }
  return index;
}

/** The indices of a start; one of fewer than three characters has one for each way to go on. */
function hashesOf(start: string): readonly number[] {
  let found = [0];
  for (let place = 0; place < 3; place++) {
    const codes = place < start.length ? [start.charCodeAt(place) & 31] : Array.from({ length: 32 }, (_, code) => code);
    found = found.flatMap((hash) => codes.map((code) => (hash << 5) | code));
  }
  return found;
}
