import { type ChildProcess, spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { harmless, privilegedPod } from './manifests.ts';
import { launcher, Workspace } from './workspace.ts';

let workspace: Workspace;
let child: ChildProcess;
let output = '';

beforeEach(() => {
  workspace = new Workspace({
    'in/pod.yaml': privilegedPod.replace('privileged: true', 'privileged: false'),
    'in/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {b: cdefgh}\n',
  });
  output = '';
});
afterEach(() => {
  child.kill('SIGKILL');
  workspace.remove();
});

function watch(path: string): Promise<number | null> {
  child = spawn(process.execPath, [launcher, 'scan', '--watch', path, '--check', 'pod-privileged'], {
    cwd: workspace.folder,
    env: workspace.environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk));
  return new Promise((resolve) => child.on('close', resolve));
}

/** Waits until the output since the last call holds a text; fails with what came instead. */
async function until(text: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!output.includes(text)) {
    if (Date.now() > deadline) throw new Error(`expected ${JSON.stringify(text)}, found ${JSON.stringify(output)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  output = '';
}

test.skipIf(process.platform === 'win32').each(['in', 'in/pod.yaml', 'in/*.yaml'])(
  'each change of %s is told',
  async (path) => {
    const closed = watch(path);
    await until('watching; interrupt to stop');
    workspace.write({ 'in/pod.yaml': privilegedPod });
    await until(
      '+ high  pod-privileged  Pod shop/web: Container "app" runs privileged: it is root on its node.\n' +
        '1 new, 0 gone, 1 in all; 1 object judged again',
    );
    workspace.write({ 'in/pod.yaml.new': privilegedPod.replace('privileged: true', 'privileged: false') });
    renameSync(workspace.path('in/pod.yaml.new'), workspace.path('in/pod.yaml'));
    await until('- high  pod-privileged  Pod shop/web\n0 new, 1 gone, 0 in all');
    workspace.write({ 'in/pod.yaml': 'kind: [\n' });
    await until('in/pod.yaml:2:1');
    workspace.write({ 'in/pod.yaml': privilegedPod });
    await until('1 new, 0 gone, 1 in all');
    child.kill('SIGINT');
    expect(await closed).toBe(130);
  },
);

test.skipIf(process.platform === 'win32')(
  'new folders are watched too, and a folder that goes takes its findings along',
  async () => {
    const closed = watch('in');
    await until('watching');
    workspace.write({ 'in/deep/er/bad.yaml': privilegedPod.replace('web', 'other') });
    await until('1 new, 0 gone');
    workspace.write({ 'in/deep/er/bad.yaml': harmless });
    await until('0 new, 1 gone');
    workspace.write({ 'in/deep/er/bad.yaml': privilegedPod.replace('web', 'other') });
    await until('1 new, 0 gone');
    rmSync(workspace.path('in/deep'), { recursive: true });
    await until('0 new, 1 gone');
    child.kill('SIGINT');
    expect(await closed).toBe(130);
  },
);
