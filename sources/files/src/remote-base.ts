import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { items, record } from '@bulwark/model';
import { isList, isObject, type JsonObject, type JsonValue, parseText, SourceText } from '@bulwark/text';
import { readText } from './read-text.ts';

/**
 * The first entry of a kustomization, or of one of its local bases, that Kustomize would fetch: a URL or one of the
 * repository forms its loader knows. Undefined where everything is local.
 */
export function remoteBase(path: string): string | undefined {
  const folders = [resolve(path)];
  const seen = new Set(folders);
  for (const folder of folders) {
    if (seen.size > mostFolders) return `more than ${mostFolders} bases`;
    for (const entry of entriesOf(folder)) {
      if (remoteForm.test(entry)) return entry;
      const base = resolve(folder, entry);
      if (seen.has(base) || !holdsKustomization(base)) continue;
      seen.add(base);
      folders.push(base);
    }
  }
  return undefined;
}

const mostFolders = 1000;

const remoteForm =
  /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|git::|gh:|(?:www\.)?github\.com[/:]|[\w.-]+@[^/]+:|\S+\?(?:ref|version)=)/i;

// The fields whose texts Kustomize's loader opens.
const loaded = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'openapi',
  'helmCharts',
  'helmChartInflationGenerator',
];

function entriesOf(folder: string): string[] {
  const file = kustomizationIn(folder);
  if (file === undefined) return [];
  const text = readText(join(folder, file));
  if (typeof text !== 'string') return [];
  const { documents } = parseText(new SourceText(file, text));
  return documents.flatMap(({ value }) => [
    ...loaded.flatMap((field) => textsIn(record(value)[field])),
    ...generatorFiles(record(value)),
  ]);
}

/** Files that a ConfigMap or Secret is made of, as `path` or `key=path`; its literals are no paths. */
function generatorFiles(kustomization: JsonObject): string[] {
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((field) => items(kustomization[field]));
  const named = generators.flatMap((generator) =>
    ['files', 'envs', 'env'].flatMap((field) => textsIn(record(generator)[field])),
  );
  return named.map((file) => file.replace(/^[\w.-]+=/, ''));
}

function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function holdsKustomization(folder: string): boolean {
  return kustomizationIn(folder) !== undefined;
}

function kustomizationIn(folder: string): string | undefined {
  try {
    return readdirSync(folder).find((name) => /^kustomization\.ya?ml$|^Kustomization$/.test(name));
  } catch (error) {
    // Not a folder, or none that can be read: Kustomize itself will say so.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
