// npm run test:long [-- [SUITE] [CASES] [FIRST]]: the suites that take long, all of them unless one is named; one JSON line each.
import { gatorDifferential } from '../tests/long/gator-differential.ts';
import { regoMutation } from '../tests/long/mutation/rego-mutation.ts';
import { regoDifferential } from '../tests/long/rego-differential.ts';
import { fuzzLoader } from '../tests/long/run-fuzz-loader.ts';

/** `failed` is undefined where the machine lacks something; `messages` says what. */
type Suite = (cases: number, first: number) => Outcome | Promise<Outcome>;
type Outcome = { readonly failed: number | undefined; readonly messages: readonly string[] };

/** How each suite runs, and its cases unless told. */
const suites: Readonly<Record<string, readonly [Suite, number]>> = {
  'fuzz-loader': [fuzzLoader, 1_000_000],
  gator: [gatorDifferential, 5000],
  rego: [regoDifferential, 20_000],
  'rego-mutation': [regoMutation, 500],
};

const given = process.argv.slice(2);
const named = given.filter((word) => word in suites);
const [cases, first = 1] = given.filter((word) => /^\d+$/.test(word)).map(Number);
const unknown = given.filter((word) => !(word in suites) && !/^\d+$/.test(word));
if (unknown.length > 0) throw new Error(`unknown suite ${unknown[0]}; there are ${Object.keys(suites).join(', ')}`);

for (const [suite, [run, usual]] of Object.entries(suites)) {
  if (named.length > 0 && !named.includes(suite)) continue;
  const began = process.cpuUsage();
  const count = cases ?? usual;
  const { failed, messages } = await run(count, first);
  const { user, system } = process.cpuUsage(began);
  const cpuSeconds = Math.round((user + system) / 1e6);
  const peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const line = { suite, cases: count, first, failed, cpuSeconds, peakMebibytes, messages: messages.slice(0, 120) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (failed !== undefined && failed > 0) process.exitCode = 1;
}
