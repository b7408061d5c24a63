import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Skipped } from '@bulwark/model';
import { SourceText } from '@bulwark/text';
import { runTool, type ToolFailure } from './run-tool.ts';

export interface RenderOptions {
  readonly allowRemote: boolean;
  readonly kubeVersion?: string;
  readonly helmValues: readonly string[];
  readonly helmSet: readonly string[];
}

/** The texts a chart or Kustomize folder renders to, or the coverage line that says why there are none. */
export type Rendered = readonly SourceText[] | Skipped;

/** Renders a chart by the real `helm template`, without dependency update; each text goes by its template's path. */
export function renderChart(path: string, options: RenderOptions): Rendered {
  const args = ['template', releaseName(path), path, '--include-crds'];
  if (options.kubeVersion) args.push('--kube-version', options.kubeVersion);
  for (const file of options.helmValues) args.push('--values', file);
  for (const value of options.helmSet) args.push('--set', value);
  const outcome = runTool('helm', args);
  if (outcome.kind !== 'output') return skipped(`Helm chart ${path}`, 'helm', outcome);
  return chartTexts(path, outcome.text);
}

/** Renders a Kustomize folder by the real `kubectl kustomize`; remote bases are refused before it runs. */
export function renderKustomization(path: string, options: RenderOptions): Rendered {
  const remote = options.allowRemote ? undefined : remoteBase(path, new Set());
  if (remote !== undefined) {
    return {
      what: `Kustomize folder ${path}`,
      reason: 'unsupported',
      detail: `it reads the remote base ${remote}; allow that with --allow-remote`,
      count: 1,
    };
  }
  const outcome = runTool('kubectl', ['kustomize', path]);
  if (outcome.kind !== 'output') return skipped(`Kustomize folder ${path}`, 'kubectl', outcome);
  return [new SourceText(path, outcome.text, 'kustomize')];
}

function skipped(what: string, tool: string, outcome: ToolFailure): Skipped {
  switch (outcome.kind) {
    case 'missing':
      return {
        what,
        reason: 'missing-tool',
        detail: `${tool} is not installed; with it on the PATH this is rendered and judged`,
        count: 1,
      };
    case 'limit':
      return { what, reason: 'limit', detail: outcome.detail, count: 1 };
    case 'failed':
      return { what, reason: 'unparsed', detail: outcome.detail, count: 1 };
  }
}

function releaseName(path: string): string {
  const name = basename(resolve(path))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-');
  return /^[a-z0-9][a-z0-9-]{0,50}$/.test(name) ? name : 'release';
}

/** Helm heads every document with `# Source: chart/templates/x.yaml`. */
function chartTexts(path: string, output: string): SourceText[] {
  return output
    .split(/^---[ \t]*\r?\n/m)
    .filter((part) => /\S/.test(part))
    .map((part) => {
      const source = /^# Source: [^/\n]+\/(\S+)/m.exec(part)?.[1];
      return new SourceText(source ? join(path, source) : path, part, 'helm');
    });
}

const remoteForm = /^(?:https?:\/\/|ssh:\/\/|git::|git@|github\.com[/:]|[\w.-]+\.[a-z]{2,}\/.+\?ref=)/;

/** The first remote base that a kustomization or one of its local bases names. */
function remoteBase(path: string, seen: Set<string>): string | undefined {
  const folder = resolve(path);
  if (seen.has(folder) || seen.size > 200) return undefined;
  seen.add(folder);
  for (const entry of entriesOf(folder)) {
    if (remoteForm.test(entry)) return entry;
    const deeper = isFolder(join(folder, entry)) ? remoteBase(join(folder, entry), seen) : undefined;
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

function entriesOf(folder: string): string[] {
  const file = readdirSync(folder).find((name) => /^kustomization\.ya?ml$|^Kustomization$/.test(name));
  if (file === undefined) return [];
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line) => /^\s*-\s*["']?([^"'#\s]+)/.exec(line)?.[1] ?? []);
}

function isFolder(path: string): boolean {
  try {
    return readdirSync(path).length >= 0 && dirname(path) !== path;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
