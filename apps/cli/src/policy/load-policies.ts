import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readText } from '@bulwark/files';
import {
  type Bundle,
  bundleOf,
  isBelow,
  type Manifest,
  mergeAt,
  type RegoVersion,
  readBundle,
  readDocument,
  rootsOverlap,
  updateData,
  type VerificationKey,
} from '@bulwark/rego';
import { type Diagnostic, isObject, type JsonObject } from '@bulwark/text';
import { UsageError } from '../usage-error.ts';
import { readBytesOf } from './read-bytes-of.ts';

/** A Rego module that was found, not yet parsed. */
export interface PolicyModule {
  readonly name: string;
  readonly text: string;
  readonly version: RegoVersion;
}

/** Modules and data of files, folders and bundles, and what could not be read of them. */
export interface PolicySources {
  /** Of the bundles among them. */
  readonly manifests: readonly Manifest[];
  readonly modules: readonly PolicyModule[];
  readonly data: JsonObject;
  readonly problems: readonly Diagnostic[];
}

export interface LoadOptions {
  readonly version: RegoVersion;
  /** Bundles must be signed by this key. */
  readonly verification?: VerificationKey;
  /** Which files of folders are left out; by their path. */
  readonly ignore?: (path: string) => boolean;
  /** In folders: manifests of Kubernetes, or everything but modules. */
  readonly leaveOut?: 'manifests' | 'documents';
}

/** Collects what `-d` and `-b` name. */
class Collection {
  readonly modules: PolicyModule[] = [];
  readonly problems: Diagnostic[] = [];
  readonly manifests: Manifest[] = [];
  data: JsonObject = {};
  readonly roots: { readonly name: string; readonly roots: readonly string[] }[] = [];

  fail(file: string, message: string, place: { readonly line?: number; readonly column?: number } = {}): void {
    const { line, column } = place;
    const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    this.problems.push({ severity: 'error', code: 'unparsed', message, file, ...at });
  }

  addData(file: string, path: readonly string[], value: JsonObject[string]): void {
    if (path.length === 0 && !isObject(value)) return this.fail(file, 'data at the root must be an object');
    const merged = mergeAt(this.data, path, value);
    if (typeof merged === 'string') this.fail(file, `merge error: another file has a value at ${merged} too`);
    else this.data = merged;
  }
}

/** Reads what `-d` names (`PATH` or `PREFIX:PATH`) and what `-b` names. Throws UsageError for a path that is not there. */
export function loadPolicies(
  named: { readonly data: readonly string[]; readonly bundles: readonly string[] },
  options: LoadOptions,
): PolicySources {
  const collection = new Collection();
  for (const path of named.data) addPath(collection, path, options);
  for (const path of named.bundles) addBundle(collection, path, options);
  const { modules, data, problems, manifests } = collection;
  return { modules, data, problems, manifests };
}

function addPath(collection: Collection, named: string, options: LoadOptions): void {
  const { prefix, path } = splitPrefix(named);
  const stat = statOf(path);
  if (stat.isDirectory())
    for (const file of filesBelow(path, options)) addFolderFile(collection, path, { file, prefix, options });
  else if (/\.tar\.gz$|\.tgz$/.test(path)) addBundle(collection, path, options);
  else if (options.leaveOut !== 'manifests' || !isManifest(path))
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
  collection: Collection,
  folder: string,
  given: { readonly file: string; readonly prefix: readonly string[]; readonly options: LoadOptions },
): void {
  const { file, prefix, options } = given;
  if (!/\.(?:rego|json|ya?ml)$/i.test(file)) return;
  if (options.leaveOut === 'documents' && !file.endsWith('.rego')) return;
  if (options.leaveOut === 'manifests' && isManifest(file)) return;
  const folders = relative(folder, file).split(sep).slice(0, -1);
  addFile(collection, file, { prefix: [...prefix, ...folders], version: options.version });
}

function isManifest(file: string): boolean {
  if (file.endsWith('.rego')) return false;
  if (/(?:^|[/\\])kustomization\.ya?ml$/.test(file)) return true;
  const text = readText(file);
  return typeof text === 'string' && /^[\s{]*"?apiVersion"?\s*:/m.test(text) && /^\s*"?kind"?\s*:/m.test(text);
}

function addFile(
  collection: Collection,
  path: string,
  { prefix, version }: { readonly prefix: readonly string[]; readonly version: RegoVersion },
): void {
  const text = readText(path);
  if (typeof text !== 'string') return collection.fail(path, text.detail);
  if (path.endsWith('.rego')) {
    collection.modules.push({ name: path, text, version });
    return;
  }
  const reading = readDocument(path, text);
  if ('message' in reading) collection.fail(path, reading.message, reading);
  else collection.addData(path, prefix, reading.value);
}

function addBundle(collection: Collection, path: string, options: LoadOptions): void {
  const { verification, version } = options;
  const reading = statOf(path).isDirectory()
    ? bundleOf(bundleFiles(path, options), { regoVersion: version, ...(verification ? { verification } : {}) })
    : readBundle(readBytesOf(path), {
        gunzip: (bytes) => gunzipSync(bytes, { maxOutputLength: largestBundle }),
        regoVersion: version,
        ...(verification ? { verification } : {}),
      });
  for (const { path: file, message, ...place } of reading.errors)
    collection.fail(file === '' ? path : join(path, file), message, place);
  if (reading.bundle !== undefined) addContents(collection, path, reading.bundle);
}

// As much as OPA unpacks at most.
const largestBundle = 1024 * 1024 * 1024;

function addContents(collection: Collection, path: string, bundle: Bundle): void {
  const { roots } = bundle.manifest;
  collection.manifests.push(bundle.manifest);
  for (const other of collection.roots) {
    const clash = roots.find((root) => other.roots.some((one) => rootsOverlap(root, one)));
    if (clash !== undefined) collection.fail(path, `the root "${clash}" overlaps one of the bundle ${other.name}`);
  }
  collection.roots.push({ name: path, roots });
  for (const module of bundle.modules) {
    const place = packageOf(module.text);
    if (place === undefined || roots.some((root) => isBelow(place, root)))
      collection.modules.push({ name: join(path, module.path), text: module.text, version: module.version });
    else
      collection.fail(join(path, module.path), `manifest roots [${roots.join(' ')}] do not permit 'package ${place}'`);
  }
  collection.addData(path, [], bundle.data);
  const patched = updateData(collection.data, bundle.patch);
  if (typeof patched === 'string') collection.fail(join(path, 'patch.json'), patched);
  else collection.data = patched;
}

/** The package of a module as `a/b`; its text is parsed later, and then its errors are told. */
function packageOf(text: string): string | undefined {
  return /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1]?.replaceAll('.', '/');
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
