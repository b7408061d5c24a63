import { spawnSync } from 'node:child_process';

/** Runs `npm run gen` and says which checked-in files it would change. */
export function generatedFilesAreCurrent(): string | undefined {
  const before = state();
  const { status, stderr } = spawnSync('node', ['tools/gen.ts'], { encoding: 'utf8' });
  if (status !== 0) return stderr;
  const after = state();
  const changed = after.filter((line) => !before.includes(line));
  return changed.length === 0 ? undefined : `npm run gen changes:\n${changed.join('\n')}`;
}

function state(): string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  const { stdout: hashes } = spawnSync('git', ['diff', '--raw', '--abbrev=40'], { encoding: 'utf8' });
  const { stdout: content } = spawnSync('git', ['diff', '--stat=200'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return `${stdout}${hashes}${content}`.split('\n');
}
