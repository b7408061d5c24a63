import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readText } from '@bulwark/files';
import { isManifest, type PolicySources, SourceCollection } from '@bulwark/policy';
import { bundleOf, type RegoVersion, readBundle, type VerificationKey } from '@bulwark/rego';
import { UsageError } from '../usage-error.ts';
import { readBytesOf } from './read-bytes-of.ts';

export interface LoadOptions {
  readonly version: RegoVersion;
  /** Bundles must be signed by this key. */
  readonly verification?: VerificationKey;
  /** Which files of folders are left out; by their path. */
  readonly ignore?: (path: string) => boolean;
  /** In folders: manifests of Kubernetes, or everything but modules. */
  readonly leaveOut?: 'manifests' | 'documents';
}

/** Reads what `-d` names (`PATH` or `PREFIX:PATH`) and what `-b` names. Throws UsageError for a path that is not there. */
export function loadPolicies(
  named: { readonly data: readonly string[]; readonly bundles: readonly string[] },
  options: LoadOptions,
): PolicySources {
  const collection = new SourceCollection();
  for (const path of named.data) addPath(collection, path, options);
  for (const path of named.bundles) addBundle(collection, path, options);
  return collection.sources();
}

function addPath(collection: SourceCollection, named: string, options: LoadOptions): void {
  const { prefix, path } = splitPrefix(named);
  const stat = statOf(path);
  if (stat.isDirectory())
    for (const file of filesBelow(path, options)) addFolderFile(collection, path, { file, prefix, options });
  else if (/\.tar\.gz$|\.tgz$/.test(path)) addBundle(collection, path, options);
  else if (options.leaveOut !== 'manifests' || !isManifestFile(path))
    addFile(collection, path, { prefix, version: options.version });
}

/** `a.b:PATH` puts data at `data.a.b`. */
function splitPrefix(named: string): { readonly prefix: readonly string[]; readonly path: string } {
  const found = /^((?:data\.)?[A-Za-z_][\w.]*):(.+)$/.exec(named);
  if (!found?.[1] || !found[2] || named.startsWith('file:'))
    return { prefix: [], path: named.replace(/^file:\/\//, '') };
  return { prefix: found[1].replace(/^data\./, '').split('.'), path: found[2] };
}

function statOf(path: string): Stats {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`no such file or folder: "${path}"`, formatHint(path));
  return stat;
}

/** `-f json` is the habit of users of opa. */
function formatHint(path: string): string | undefined {
  return ['json', 'junit', 'pretty'].includes(path)
    ? `"-f" names a file to read; did you mean "-o ${path}"?`
    : undefined;
}

function addFolderFile(
  collection: SourceCollection,
  folder: string,
  given: { readonly file: string; readonly prefix: readonly string[]; readonly options: LoadOptions },
): void {
  const { file, prefix, options } = given;
  if (!/\.(?:rego|json|ya?ml)$/i.test(file)) return;
  if (options.leaveOut === 'documents' && !file.endsWith('.rego')) return;
  if (options.leaveOut === 'manifests' && isManifestFile(file)) return;
  const folders = relative(folder, file).split(sep).slice(0, -1);
  addFile(collection, file, { prefix: [...prefix, ...folders], version: options.version });
}

function isManifestFile(file: string): boolean {
  if (file.endsWith('.rego')) return false;
  const text = readText(file);
  return isManifest(file, typeof text === 'string' ? text : '');
}

function addFile(
  collection: SourceCollection,
  path: string,
  place: { readonly prefix: readonly string[]; readonly version: RegoVersion },
): void {
  const text = readText(path);
  if (typeof text === 'string') collection.addFile(path, text, place);
  else collection.fail(path, text.detail);
}

function addBundle(collection: SourceCollection, path: string, options: LoadOptions): void {
  const { verification, version } = options;
  const choice = { regoVersion: version, ...(verification ? { verification } : {}) };
  const reading = statOf(path).isDirectory()
    ? bundleOf(bundleFiles(path, options), choice)
    : readBundle(readBytesOf(path), { ...choice, gunzip });
  collection.addBundle(path, reading, (file) => join(path, file));
}

// As much as OPA unpacks at most.
const largestBundle = 1024 * 1024 * 1024;

function gunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes, { maxOutputLength: largestBundle });
}

function bundleFiles(folder: string, options: LoadOptions): { readonly path: string; readonly bytes: Uint8Array }[] {
  return filesBelow(folder, options)
    .filter((file) =>
      /(?:\.rego|(?:^|[/\\])(?:data\.(?:json|ya?ml)|\.manifest|\.signatures\.json|patch\.json))$/.test(file),
    )
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), bytes: readBytesOf(file) }));
}

/** The files that paths name, those of folders in the order of names. */
export function filesIn(paths: readonly string[], options: LoadOptions): readonly string[] {
  return paths.flatMap((path) => (statOf(path).isDirectory() ? filesBelow(path, options) : [path]));
}

/** Every file of a folder, in the order of names. */
function filesBelow(folder: string, { ignore }: LoadOptions): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name === '.git' || entry.name === 'node_modules' || ignore?.(path)) return [];
      const stat = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
      if (stat?.isDirectory())
        return entry.isSymbolicLink() ? [] : filesBelow(path, { version: 'v1', ...(ignore ? { ignore } : {}) });
      return stat?.isFile() ? [path] : [];
    });
}
