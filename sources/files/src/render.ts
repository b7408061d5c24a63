import { basename, join, resolve } from 'node:path';
import type { Skipped } from '@bulwark/model';
import { SourceText } from '@bulwark/text';
import { remoteBase } from './remote-base.ts';
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
  const outcome = runTool('helm', args, options);
  if (outcome.kind !== 'output') return skipped(`Helm chart ${path}`, 'helm', outcome);
  return chartTexts(path, outcome.text);
}

/** Renders a Kustomize folder by the real `kubectl kustomize`; remote bases are refused before it runs. */
export function renderKustomization(path: string, options: RenderOptions): Rendered {
  const remote = options.allowRemote ? undefined : remoteBase(path);
  if (remote !== undefined) {
    return {
      what: `Kustomize folder ${path}`,
      reason: 'unsupported',
      detail: `it reads ${remote}, which may be remote; allow that with --allow-remote`,
      count: 1,
    };
  }
  const outcome = runTool('kubectl', ['kustomize', path], options);
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
