import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, moduleFile } from './cache-folder.ts';

export type ServerCommand = 'kube-apiserver' | 'kube-controller-manager';

/** The path of the server's binary, built into the cache folder unless it is there. */
export async function buildServer(command: ServerCommand, goVersion: string): Promise<string> {
  const folder = cacheFolder(goVersion);
  const binary = join(folder, command);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`building ${command} into ${folder}: once, some minutes\n`);
  await buildOnce(binary, command);
  return binary;
}

// Parallel test workers come here together: flock lets one build and the others find its result.
const unlessBuilt = '[ -x "$0" ] || { "$@" && mv "$0.partial" "$0"; }';

function buildOnce(binary: string, command: ServerCommand): Promise<void> {
  const go = ['go', 'build', ...goFlags(), '-o', `${binary}.partial`, `k8s.io/kubernetes/cmd/${command}`];
  const build = spawn('flock', [`${binary}.lock`, 'sh', '-c', unlessBuilt, binary, ...go], {
    cwd: import.meta.dirname,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 2],
  });
  if (build.pid !== undefined) setPriority(build.pid, 10);
  return new Promise((done, fail) => {
    build.on('error', fail);
    build.on('exit', (code) => (code === 0 ? done() : fail(new Error(`go build of ${command} ended with ${code}`))));
  });
}

function goFlags(): readonly string[] {
  const version = kubernetesVersion();
  const [major, minor] = version.slice(1).split('.');
  const stamped = [
    `k8s.io/component-base/version.gitVersion=${version}`,
    `k8s.io/component-base/version.gitMajor=${major}`,
    `k8s.io/component-base/version.gitMinor=${minor}`,
    `k8s.io/client-go/pkg/version.gitVersion=${version}`,
  ];
  return ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${stamped.map((value) => `-X ${value}`).join(' ')}`];
}

/** The version that go.mod pins, as `v1.36.3`. */
function kubernetesVersion(): string {
  const version = /^require k8s\.io\/kubernetes (v\S+)/m.exec(moduleFile('go.mod'))?.[1];
  if (version === undefined) throw new Error('go.mod: expected a line `require k8s.io/kubernetes vX.Y.Z`, found none');
  return version;
}
