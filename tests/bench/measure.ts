import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a whole process took, start-up included. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMebibytes: number;
  readonly status: number | null;
}

const meter = new URL('usage-on-exit.mjs', import.meta.url).href;

/** Runs a Node program and reads the operating system's account of it at its end. */
export function measure(args: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-bench-'));
  const file = join(folder, 'usage.json');
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', meter, ...args], {
    env: { ...process.env, BULWARK_USAGE_FILE: file },
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
  });
  const wallSeconds = (performance.now() - start) / 1000;
  try {
    const usage = JSON.parse(readFileSync(file, 'utf8')) as { cpuSeconds: number; peakMebibytes: number };
    return { ...usage, wallSeconds, status };
  } catch (cause) {
    throw new Error(`the measured program left no account: ${stderr.slice(0, 2000)}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median of several runs by CPU time. */
export function median(runs: number, args: readonly string[]): Usage {
  const usages = Array.from({ length: runs }, () => measure(args)).sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  const middle = usages[usages.length >> 1];
  if (middle === undefined) throw new Error('no runs');
  return middle;
}
