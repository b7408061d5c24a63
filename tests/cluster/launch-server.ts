import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Guard } from './guard.ts';

export interface Launch {
  readonly name: string;
  readonly binary: string;
  readonly flags: readonly string[];
}

export interface Server {
  readonly pid: number;
  /** Resolves once the probe says yes; throws with the end of the log when the server dies or takes too long. */
  readonly until: (probe: () => Promise<boolean>) => Promise<void>;
}

/** Starts a server in the background, under guard, with its output in `log/NAME.log` of the cluster's folder. */
export function launchServer(launch: Launch, dir: string, guard: Guard): Server {
  mkdirSync(join(dir, 'log'), { recursive: true });
  const log = join(dir, 'log', `${launch.name}.log`);
  const output = openSync(log, 'a');
  // A group of its own: Ctrl-C in a terminal must reach the guard's order, not the servers.
  const server = spawn(launch.binary, launch.flags, { cwd: dir, stdio: ['ignore', output, output], detached: true });
  let end: string | undefined;
  server.on('error', (error) => {
    end = error.message;
  });
  server.on('exit', (code, signal) => {
    end = `ended with ${signal ?? code}`;
  });
  server.unref();
  if (server.pid === undefined) throw new Error(`${launch.name}: could not start ${launch.binary}`);
  guard.watch(server.pid);
  return { pid: server.pid, until: (probe) => waitFor(probe, () => end, { name: launch.name, log }) };
}

const patienceMs = 120_000;

interface Named {
  readonly name: string;
  readonly log: string;
}

async function waitFor(probe: () => Promise<boolean>, ended: () => string | undefined, server: Named): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await answers(probe))) {
    const trouble = ended() ?? (performance.now() > deadline ? `not ready after ${patienceMs / 1000} s` : undefined);
    if (trouble !== undefined) throw new Error(`${server.name}: ${trouble}; its last lines:\n${lastLines(server.log)}`);
    await sleep(50);
  }
}

// A server that does not listen yet refuses the connection: that is only a "not yet".
async function answers(probe: () => Promise<boolean>): Promise<boolean> {
  return probe().catch(() => false);
}

function lastLines(log: string): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
