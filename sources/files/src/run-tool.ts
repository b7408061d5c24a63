import { spawnSync } from 'node:child_process';

export type ToolOutcome = { readonly kind: 'output'; readonly text: string } | ToolFailure;

export type ToolFailure =
  | { readonly kind: 'missing' }
  | { readonly kind: 'limit'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

const timeLimit = 60_000;
const outputLimit = 256 * 1024 * 1024;

// A second lock beside the search for remote bases: git speaks to nobody, and the way out for HTTP leads nowhere.
const nowhere = 'http://127.0.0.1:9';
const shutIn = {
  GIT_ALLOW_PROTOCOL: 'file',
  ...Object.fromEntries(
    ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
      [name, nowhere],
      [name.toLowerCase(), nowhere],
    ]),
  ),
  NO_PROXY: '',
  no_proxy: '',
};

/** Runs helm or kubectl on a folder, bounded in time and output; without `allowRemote` they reach no other machine. */
export function runTool(
  command: 'helm' | 'kubectl',
  args: readonly string[],
  { allowRemote }: { readonly allowRemote: boolean },
): ToolOutcome {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    env: allowRemote ? process.env : { ...process.env, ...shutIn },
    timeout: timeLimit,
    maxBuffer: outputLimit,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = result.error && 'code' in result.error ? result.error.code : undefined;
  if (code === 'ENOENT') return { kind: 'missing' };
  if (code === 'ETIMEDOUT') return { kind: 'limit', detail: `${command} took longer than ${timeLimit / 1000} s` };
  if (code === 'ENOBUFS')
    return { kind: 'limit', detail: `${command} wrote more than ${outputLimit / 1024 / 1024} MiB` };
  if (result.status !== 0) {
    const line = (result.stderr || result.error?.message || '').trim().split('\n').at(-1) ?? '';
    return { kind: 'failed', detail: `${command} failed: ${line}` };
  }
  return { kind: 'output', text: result.stdout };
}
