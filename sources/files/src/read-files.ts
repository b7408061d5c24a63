import { type Resource, refText, resourceKey, type Skipped, type SnapshotInfo } from '@bulwark/model';
import { canonicalJson, type Diagnostic, type JsonObject, parseText, SourceText } from '@bulwark/text';
import { findInputs, type Input } from './find-inputs.ts';
import { readText, standardInput, type UnreadableText } from './read-text.ts';
import { type RenderOptions, renderChart, renderKustomization } from './render.ts';
import { type Redact, readDocument, type TextRead } from './resources-of.ts';
import { snapshotHeader } from './snapshot-file.ts';

export interface ReadOptions extends RenderOptions {
  /** Replaces the values of a Secret by digests and facts. */
  readonly redact: Redact;
}

/** Everything that was read from paths, and everything that was not. */
export interface FilesRead {
  readonly resources: readonly Resource[];
  readonly skipped: readonly Skipped[];
  readonly diagnostics: readonly Diagnostic[];
  /** Set when a snapshot file was among the inputs. */
  readonly snapshot?: SnapshotInfo;
  /** Documents that are no Kubernetes objects. */
  readonly foreign: number;
}

interface Reading {
  readonly options: ReadOptions;
  readonly text: TextRead;
  readonly diagnostics: Diagnostic[];
  snapshot: SnapshotInfo | undefined;
}

/**
 * Reads paths (files, folders, globs, `-`) as one set of objects. A broken file is a coverage line and the rest goes
 * on; only a path that does not exist throws (FilesError).
 */
export function readFiles(paths: readonly string[], options: ReadOptions): FilesRead {
  const reading: Reading = {
    options,
    text: { resources: [], skipped: [], foreign: 0 },
    diagnostics: [],
    snapshot: undefined,
  };
  for (const input of findInputs(paths)) readInput(input, reading);
  const { resources, skipped } = withoutTwins(reading.text.resources);
  return {
    resources,
    skipped: [...reading.text.skipped, ...skipped],
    diagnostics: reading.diagnostics,
    foreign: reading.text.foreign,
    ...(reading.snapshot ? { snapshot: reading.snapshot } : {}),
  };
}

function readInput(input: Input, reading: Reading): void {
  switch (input.kind) {
    case 'file':
      return readFile(input, reading);
    case 'unreadable':
      reading.text.skipped.push({ what: input.path, reason: 'error', detail: input.detail, count: 1 });
      return;
    case 'stdin':
      return readTextOf('stdin', readText(standardInput), reading);
    case 'helm':
      return readRendered(renderChart(input.path, reading.options), reading);
    case 'kustomize':
      return readRendered(renderKustomization(input.path, reading.options), reading);
  }
}

function readFile(input: Input & { kind: 'file' }, reading: Reading): void {
  const before = reading.text.resources.length + reading.text.skipped.length + reading.diagnostics.length;
  readTextOf(input.path, readText(input.path), reading);
  const after = reading.text.resources.length + reading.text.skipped.length + reading.diagnostics.length;
  if (input.named && before === after && reading.snapshot === undefined) {
    reading.text.skipped.push({ what: input.path, reason: 'empty', detail: 'it holds no Kubernetes object', count: 1 });
  }
}

function readRendered(rendered: readonly SourceText[] | Skipped, reading: Reading): void {
  if ('reason' in rendered) reading.text.skipped.push(rendered);
  else for (const source of rendered) readSource(source, reading);
}

function readTextOf(name: string, text: string | UnreadableText, reading: Reading): void {
  if (typeof text === 'string') readSource(new SourceText(name, text), reading);
  else reading.text.skipped.push({ what: name, ...text, count: 1 });
}

function readSource(source: SourceText, reading: Reading): void {
  const { documents, diagnostics } = parseText(source);
  const header = documents[0] && snapshotHeader(documents[0].value);
  if (header) reading.snapshot = header;
  reading.text.fromCluster =
    header !== undefined && header.kind === 'snapshot' && header.cluster?.['server'] !== undefined;
  // Secrets of a snapshot were redacted when it was taken.
  const redact = header ? (object: JsonObject) => object : reading.options.redact;
  for (const document of header ? documents.slice(1) : documents) readDocument(document, redact, reading.text);
  for (const diagnostic of diagnostics) report(diagnostic, reading);
}

/** A duplicate key is said here and counted with its object, which is ambiguous; what a warning speaks of was read. */
function report(diagnostic: Diagnostic, reading: Reading): void {
  reading.diagnostics.push(diagnostic);
  if (diagnostic.code === 'duplicate-key' || diagnostic.severity === 'warning') return;
  reading.text.skipped.push({
    what: placeText(diagnostic),
    reason: diagnostic.code === 'limit' ? 'limit' : 'unparsed',
    detail: diagnostic.message,
    count: 1,
  });
}

function placeText({ file, line, column }: Diagnostic): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}

/** The same object twice counts once; with different content the later one is judged, and it is said. */
function withoutTwins(resources: readonly Resource[]): { resources: Resource[]; skipped: Skipped[] } {
  const byKey = new Map<string, Resource>();
  const skipped: Skipped[] = [];
  for (const resource of resources) {
    const key = resourceKey(resource);
    const twin = byKey.get(key);
    byKey.set(key, resource);
    if (twin && canonicalJson(twin.object) !== canonicalJson(resource.object)) {
      skipped.push({
        what: refText(resource.ref),
        reason: 'ambiguous',
        detail: `it stands twice with different content, in ${fileOf(twin)} and ${fileOf(resource)}; the latter was judged`,
        count: 1,
        objects: [resource.ref],
      });
    }
  }
  for (const resource of byKey.values()) {
    if (!resource.ambiguous) continue;
    skipped.push({
      what: refText(resource.ref),
      reason: 'ambiguous',
      detail: `a key stands twice in it (${fileOf(resource)}); the last one was judged`,
      count: 1,
      objects: [resource.ref],
    });
  }
  return { resources: [...byKey.values()], skipped };
}

function fileOf(resource: Resource): string {
  return resource.place?.source.name ?? 'the input';
}
