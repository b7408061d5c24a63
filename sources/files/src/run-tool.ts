import { spawnSync } from 'node:child_process';

export type ToolOutcome = { readonly kind: 'output'; readonly text: string } | ToolFailure;

export type ToolFailure =
  | { readonly kind: 'missing' }
  | { readonly kind: 'limit'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

const timeLimit = 60_000;
const outputLimit = 256 * 1024 * 1024;

/** Runs helm or kubectl on a folder, bounded in time and output; nothing is fetched by our doing. */
export function runTool(command: 'helm' | 'kubectl', args: readonly string[]): ToolOutcome {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
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
