import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, type Host, type PreparedQuery } from '@bulwark/rego';
import { codegen } from '@bulwark/rego/node';
import type { JsonValue } from '@bulwark/text';
import { buildOracle } from '../../conformance/rego/oracle/build-oracle.ts';
import { measure } from '../measure.ts';
import { benchGatekeeper } from './bench-gatekeeper.ts';
import { benchIndex } from './bench-index.ts';
import { benchMemory } from './bench-memory.ts';
import { generatePods } from './generate-pods.ts';
import { type CallCost, measureCalls } from './measure-calls.ts';
import { oracleCost } from './oracle-cost.ts';
import { opaEvalCpuSeconds, peerFigures } from './peer-figures.ts';

const workload = '../shared/bench';
const policies = join(workload, 'policies/rego');
const bundle = 'apps/cli/bundle/main-entry.js';
// Long enough for both engines to be warm.
const seconds = 3;

/** `npm run bench -- rego`: decisions, compiling and whole runs, with OPA beside them where Go is there. */
export async function run(): Promise<void> {
  if (!existsSync(policies)) {
    process.stderr.write(`SKIPPED bench rego: the policies are not there (${policies})\n`);
    return;
  }
  const oracle = buildOracle();
  if ('missing' in oracle) process.stderr.write(`without OPA beside: ${oracle.missing}\n`);
  const binary = 'binary' in oracle ? oracle.binary : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bench-rego-'));
  try {
    benchDecisions(binary);
    benchObjects(binary, folder);
    benchIndex(binary, print);
    benchProcess(binary, folder);
    benchGatekeeper({ workload, folder, bundle }, print);
    benchMemory({ bench: read('bench.rego'), input: deployment() }, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The three hot decisions: at least five times as fast as OPA's library. */
function benchDecisions(binary: string | undefined): void {
  const module = read('bench.rego');
  const input = deployment();
  for (const name of ['privileged', 'bad_images', 'deny']) {
    benchQuery(binary, { name, module, query: `data.bench.${name}`, inputs: [input], limits: { timesOpa: 5 } });
  }
}

/** Five policies on every object of a thousand: at most 10 microseconds an object. */
function benchObjects(binary: string | undefined, folder: string): void {
  const { items } = pods(folder, 1000) as { items: JsonValue[] };
  const module = read('five.rego');
  benchQuery(binary, { name: 'five', module, query: 'data.five.deny', inputs: items, limits: { microseconds: 10 } });
}

interface BenchedQuery {
  readonly name: string;
  readonly module: string;
  readonly query: string;
  readonly inputs: readonly JsonValue[];
  readonly limits: object;
}

function benchQuery(binary: string | undefined, { name, module, query, inputs, limits }: BenchedQuery): void {
  const costOf = (host: Host): CallCost => {
    const prepared = prepare(module, query);
    let at = 0;
    return measureCalls(seconds, () => {
      const { errors } = prepared.evaluate({ input: inputs[at++ % inputs.length], host });
      if (errors.length > 0) throw new Error(errors[0]?.message);
    });
  };
  const closures = costOf({});
  const ours = costOf({ codegen });
  const compiling = measureCalls(seconds, () => prepare(module, query));
  const opa = binary && oracleCost(binary, { modules: [module], input: [...inputs], query, seconds });
  print({
    decision: name,
    wallNs: ours.wallNs,
    cpuNs: ours.cpuNs,
    // What a browser gets, where no code is made.
    closures,
    opa: opa && { wallNs: Math.round(opa.wallNs), cpuNs: Math.round(opa.cpuNs) },
    timesAsFastAsOpa: opa && round(opa.wallNs / ours.wallNs),
    limits,
    peers: peerFigures[name],
  });
  print({
    compiling: name,
    wallNs: compiling.wallNs,
    cpuNs: compiling.cpuNs,
    opa: opa && { wallNs: Math.round(opa.compileNs), cpuNs: Math.round(opa.compileCpuNs) },
    ratioToOpa: opa && round(compiling.wallNs / opa.compileNs),
    limit: 2,
  });
}

/** The whole process over 10,000 objects as JSON: at most 0.6 CPU-seconds. */
function benchProcess(binary: string | undefined, folder: string): void {
  pods(folder, 10_000);
  const input = join(folder, '10000/list.json');
  const module = join(policies, 'five.rego');
  const query = 'data.five.count_violations';
  const library = measure(['tests/bench/rego/eval-list.ts', module, input, query]);
  spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
  const command = measure([bundle, 'policy', 'eval', '-d', module, '-i', input, query, '-f', 'raw']);
  const opa =
    binary && (JSON.parse(spawnSync(binary, ['eval', module, input, query], { encoding: 'utf8' }).stdout) as object);
  print({ process: 'five', objects: 10_000, command, library, limit: 0.6, opa, opaEval: opaEvalCpuSeconds });
}

function prepare(module: string, query: string): PreparedQuery {
  const { policy, diagnostics } = compile({ modules: [{ name: 'bench.rego', text: module }] });
  if (policy === undefined) throw new Error(diagnostics[0]?.message);
  const prepared = policy.prepare(query);
  if (!('evaluate' in prepared)) throw new Error(prepared[0]?.message);
  return prepared;
}

function read(name: string): string {
  return readFileSync(join(policies, name), 'utf8');
}

function deployment(): JsonValue {
  return JSON.parse(read('deploy.json')) as JsonValue;
}

/** So many objects in one list. */
function pods(folder: string, objects: number): JsonValue {
  return JSON.parse(readFileSync(join(generatePods(workload, folder, objects), 'list.json'), 'utf8')) as JsonValue;
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify({ benchmark: 'rego', ...line })}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
