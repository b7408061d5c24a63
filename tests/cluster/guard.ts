import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';

export interface Guard {
  /** Puts a server under guard. */
  readonly watch: (pid: number) => void;
  /** Kills the servers, removes the folder, and resolves when both are gone. */
  readonly end: () => Promise<void>;
  /** Goes away and leaves everything running. */
  readonly dismiss: () => void;
}

/**
 * A small process that ends a cluster when its input closes. That happens also when this process is killed,
 * where an `exit` hook would not run, so that no test run leaves a server or a folder behind.
 */
export function startGuard(dir: string): Guard {
  const guard = spawn('sh', ['-c', endOnHangup, 'guard', dir], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return {
    watch: (pid) => guard.stdin.write(`${pid}\n`),
    end: async () => {
      if (guard.exitCode !== null) return;
      guard.ref();
      guard.stdin.end();
      await once(guard, 'exit');
    },
    dismiss: () => guard.kill('SIGKILL'),
  };
}

// A pid counts only while its command line names our folder: the system may have given the number to another.
const endOnHangup = `
ours() { grep -qasF -- "$1/" "/proc/$2/cmdline"; }
servers=
while read -r pid; do servers="$servers $pid"; done
for pid in $servers; do ours "$1" "$pid" && kill -9 "$pid"; done
for pid in $servers; do while ours "$1" "$pid"; do sleep 0.02; done; done
rm -rf -- "$1"
`;
