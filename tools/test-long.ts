// npm run test:long [-- CASES]: the loader's fuzzing in its long form, a million cases unless told. Prints one JSON line.
import { fuzzCase, seedObjects } from '../tests/long/fuzz-loader.ts';

const cases = Number(process.argv[2] ?? 1_000_000);
const first = Number(process.argv[3] ?? 1);
const objects = seedObjects();
const failed: string[] = [];
const began = process.cpuUsage();
for (let seed = first; seed < first + cases; seed++) {
  try {
    fuzzCase(seed, objects);
  } catch (error) {
    failed.push(error instanceof Error ? error.message : String(error));
    if (failed.length >= 20) break;
  }
}
const { user, system } = process.cpuUsage(began);
process.stdout.write(
  `${JSON.stringify({ suite: 'fuzz-loader', cases, first, failed: failed.length, cpuSeconds: Math.round((user + system) / 1e6), peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024), messages: failed.slice(0, 5) })}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
