import { fuzzCase, seedObjects } from './fuzz-loader.ts';

/** Fuzzes the loader with the cases of the seeds from `first` on; stops at twenty failures. */
export function fuzzLoader(cases: number, first: number): { failed: number; messages: readonly string[] } {
  const objects = seedObjects();
  const messages: string[] = [];
  for (let seed = first; seed < first + cases && messages.length < 20; seed++) {
    try {
      fuzzCase(seed, objects);
    } catch (error) {
      messages.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { failed: messages.length, messages };
}
