import { existsSync, readFileSync } from 'node:fs';
import { compile, type ModuleText, type Policy, PreparedQuery, type RegoValue } from '@bulwark/rego';

const folder = '../shared/bench/policies/rego';

/** Nanoseconds a decision takes elsewhere, on a quiet machine of the same kind (`../shared/anchors/peers.md`). */
interface Peers {
  readonly opa: number;
  readonly opaWasm: number;
  readonly regorus: number;
}

const decisions: readonly (readonly [string, string, Peers])[] = [
  ['boolean', 'data.bench.privileged', { opa: 8_685, opaWasm: 11_023, regorus: 3_728 }],
  ['strings and a regex', 'data.bench.bad_images', { opa: 35_355, opaWasm: 21_499, regorus: 81_309 }],
  ['partial rules and sprintf', 'data.bench.deny', { opa: 44_061, opaWasm: 40_274, regorus: 20_816 }],
  ['five policies', 'data.five.deny', { opa: 94_658, opaWasm: 48_100, regorus: 79_524 }],
];

/** `npm run bench -- rego`: decisions on parsed input, compilation, and that excluded rules cost nothing. */
export async function run(): Promise<void> {
  if (!existsSync(folder)) {
    process.stderr.write(`SKIPPED: ${folder} is not there\n`);
    return;
  }
  const modules = ['bench.rego', 'five.rego'].map((name) => ({
    name,
    text: readFileSync(`${folder}/${name}`, 'utf8'),
  }));
  const input: RegoValue = JSON.parse(readFileSync(`${folder}/deploy.json`, 'utf8'));
  const policy = compiled(modules);
  for (const [name, query, peers] of decisions) {
    const ours = nanoseconds(prepared(policy, query), input);
    const faster = Object.fromEntries(Object.entries(peers).map(([peer, theirs]) => [peer, round(theirs / ours)]));
    print({ decision: name, nanoseconds: Math.round(ours), timesFasterThan: faster });
  }
  print(indexFigures());
  print(memoryFigures(prepared(policy, 'data.bench.deny'), input));
}

function print(figures: object): void {
  process.stdout.write(`${JSON.stringify({ benchmark: 'rego', ...figures })}\n`);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

function compiled(modules: readonly ModuleText[]): Policy {
  const { policy, diagnostics } = compile({ modules });
  if (policy === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return policy;
}

function prepared(policy: Policy, query: string): PreparedQuery {
  const result = policy.prepare(query);
  if (!(result instanceof PreparedQuery)) throw new Error(result.map(({ message }) => message).join('\n'));
  return result;
}

const rounds = 8;
const decisionsPerRound = 20_000;

/** Of one decision, in the best of several rounds. */
function nanoseconds(query: PreparedQuery, input: RegoValue): number {
  let best = Number.POSITIVE_INFINITY;
  for (let at = 0; at < rounds; at++) {
    const start = performance.now();
    for (let decision = 0; decision < decisionsPerRound; decision++) query.evaluate({ input });
    best = Math.min(best, ((performance.now() - start) * 1e6) / decisionsPerRound);
  }
  return best;
}

/** A decision among many rules of which the index leaves all but one out. */
function indexFigures(): object {
  const figures = [10, 1000].map((rules) => {
    const lines = Array.from(
      { length: rules },
      (_, at) => `allow if {\n  input.method == "m${at}"\n  input.path == "/${at}"\n}`,
    );
    const start = performance.now();
    const policy = compiled([{ name: 'many.rego', text: `package many\n\n${lines.join('\n\n')}\n` }]);
    const query = prepared(policy, 'data.many.allow');
    const compileMilliseconds = Math.round(performance.now() - start);
    const decision = Math.round(nanoseconds(query, { method: 'm7', path: '/7' }));
    return { rules, compileMilliseconds, nanoseconds: decision };
  });
  return { index: figures };
}

/** What a million decisions leave behind. */
function memoryFigures(query: PreparedQuery, input: RegoValue): object {
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 1_000_000; at++) query.evaluate({ input });
  return { mebibytesMoreAfterAMillionDecisions: round((process.memoryUsage().heapUsed - before) / 1024 / 1024) };
}
