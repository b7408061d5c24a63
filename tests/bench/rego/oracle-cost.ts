import { spawnSync } from 'node:child_process';
import type { JsonValue } from '@bulwark/text';

/** What OPA takes, in nanoseconds. */
export interface OracleCost {
  readonly wallNs: number;
  readonly cpuNs: number;
  readonly compileNs: number;
  readonly compileCpuNs: number;
}

export interface OracleWork {
  readonly modules: readonly string[];
  /** A list is one input after the other. */
  readonly input: JsonValue;
  readonly query: string;
  readonly seconds: number;
}

/** Measures OPA's library on the same decision. */
export function oracleCost(binary: string, work: OracleWork): OracleCost {
  const { status, stdout, stderr } = spawnSync(binary, ['bench'], {
    input: `${JSON.stringify(work)}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`the oracle ended with ${status}: ${stderr.slice(0, 2000)}`);
  return JSON.parse(stdout) as OracleCost;
}
