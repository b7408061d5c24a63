import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** How one command line ended. */
export interface Run {
  /** The exit code; 128 and more for a signal, as a shell says it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** Folder below the workspace to run in. */
  readonly in?: string;
  /** Options for node itself. */
  readonly node?: readonly string[];
}

/** A command line of several that one process runs. */
export interface Line {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly in?: string;
}

export type Files = Readonly<Record<string, string | Buffer>>;

export const launcher = resolve('apps/cli/bin/bulwark.js');

/** A temporary folder with files in it, in which the real command line runs apart from this machine's settings. */
export class Workspace {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'bulwark-e2e-'));

  constructor(files: Files = {}) {
    this.write(files);
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), content);
    }
  }

  /** A program that is found on PATH. */
  tool(name: string, script: string): void {
    this.write({ [`tools/${name}`]: `#!/bin/sh\n${script}` });
    chmodSync(this.path(`tools/${name}`), 0o755);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Neither helm nor kubectl is found, unless `tool` made them; no kubeconfig, no colour, no settings. */
  environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
    const { TMPDIR, SystemRoot } = process.env;
    return {
      ...(TMPDIR ? { TMPDIR } : {}),
      ...(SystemRoot ? { SystemRoot } : {}),
      PATH: this.path('tools'),
      HOME: this.folder,
      KUBECONFIG: this.path('no-kubeconfig'),
      LC_ALL: 'C.UTF-8',
      ...more,
    };
  }

  run(...args: readonly string[]): Run {
    return this.runWith({}, ...args);
  }

  runWith(options: RunOptions, ...args: readonly string[]): Run {
    const { status, signal, stdout, stderr } = spawnSync(
      process.execPath,
      [...(options.node ?? []), launcher, ...args],
      {
        cwd: join(this.folder, options.in ?? '.'),
        env: this.environment(options.environment),
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
        timeout: 60_000,
        ...(options.input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input: options.input }),
      },
    );
    return { code: status ?? (signal === 'SIGINT' ? 130 : 255), stdout, stderr };
  }

  /** Hands a command line to a program made by `tool`, as its arguments. */
  runTool(name: string, ...args: readonly string[]): Run {
    const { status, stdout, stderr } = spawnSync(this.path(`tools/${name}`), [process.execPath, launcher, ...args], {
      cwd: this.folder,
      env: this.environment(),
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { code: status ?? 255, stdout, stderr };
  }

  /** Many command lines in one process: as `run`, but for how the process itself starts and ends. */
  runAll(lines: readonly (readonly string[] | Line)[]): readonly Run[] {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'run-lines.ts')], {
      cwd: this.folder,
      env: this.environment(),
      input: JSON.stringify(lines.map((line) => ('args' in line ? line : { args: line }))),
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      timeout: 120_000,
    });
    if (status !== 0) throw new Error(`run-lines.ts ended with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Takes a file or folder out of it. */
  clear(name: string): void {
    rmSync(this.path(name), { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
