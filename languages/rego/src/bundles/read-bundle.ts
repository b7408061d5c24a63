import { isList, isObject, type JsonObject } from '@bulwark/text';
import type { RegoVersion } from '../ast/ast.ts';
import { bytesText } from '../values/byte-text.ts';
import type { Bundle, BundleError, BundleModule } from './bundle.ts';
import { type DataChange, mergeAt } from './data-tree.ts';
import { emptyManifest, isBelow, type Manifest, parseManifest, versionOf } from './manifest.ts';
import { readDocument } from './read-document.ts';
import { type VerificationKey, verifyFiles } from './signatures.ts';
import { type BundleFile, readTar } from './tar.ts';

export interface ReadBundleOptions {
  /** Unpacks gzip; throws for what is none. Without it only archives that are not packed are read. */
  readonly gunzip?: (bytes: Uint8Array) => Uint8Array;
  /** Without it signatures are not looked at. */
  readonly verification?: VerificationKey;
  /** Of modules whose version the manifest does not say; v1 unless told. */
  readonly regoVersion?: RegoVersion;
}

/** The bundle with what is wrong with it. With an error that concerns the whole there is no bundle. */
export interface BundleReading {
  readonly bundle: Bundle | undefined;
  readonly errors: readonly BundleError[];
}

/** Reads a bundle from the bytes of a `.tar.gz` or `.tar`. */
export function readBundle(bytes: Uint8Array, options: ReadBundleOptions = {}): BundleReading {
  let unpacked = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    if (options.gunzip === undefined) return failed('', 'the bundle is packed with gzip');
    try {
      unpacked = options.gunzip(bytes);
    } catch (error) {
      return failed('', `broken gzip: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const { files, problem } = readTar(unpacked);
  return problem === undefined ? bundleOf(files, options) : failed('', problem);
}

/** Reads a bundle from the files of a folder; paths are relative to it. */
export function bundleOf(files: readonly BundleFile[], options: ReadBundleOptions = {}): BundleReading {
  const { verification, regoVersion = 'v1' } = options;
  if (verification !== undefined) {
    const wrong = verifyFiles(files, verification);
    if (wrong !== undefined) return { bundle: undefined, errors: [wrong] };
  }
  const written = files.find(({ path }) => path === '.manifest');
  const manifest = written === undefined ? emptyManifest : parseManifest(bytesText(written.bytes));
  if (typeof manifest === 'string') return failed('.manifest', manifest);
  const modules = files
    .filter(({ path }) => path.endsWith('.rego'))
    .map(({ path, bytes }): BundleModule => {
      return { path, text: bytesText(bytes), version: versionOf(manifest, path, regoVersion) };
    });
  const documents = dataOf(files);
  const { patch, errors } = patchOf(files);
  const problems = [...documents.errors, ...errors, ...strayData(documents.data, manifest)];
  const { data } = documents;
  return { bundle: { manifest, data, modules, patch, verified: verification !== undefined }, errors: problems };
}

function failed(path: string, message: string): BundleReading {
  return { bundle: undefined, errors: [{ path, message }] };
}

interface Documents {
  readonly data: JsonObject;
  readonly errors: readonly BundleError[];
}

/** Each `data.json` and `data.yaml` stands at the place that its folder names. */
function dataOf(files: readonly BundleFile[]): Documents {
  const errors: BundleError[] = [];
  let data: JsonObject = {};
  for (const { path, bytes } of files) {
    const parts = path.split('/');
    const name = parts.pop() ?? '';
    if (!/^data\.(?:json|ya?ml)$/.test(name)) continue;
    const reading = readDocument(path, bytesText(bytes));
    if ('message' in reading) {
      errors.push({ path, ...reading });
      continue;
    }
    const isRoot = parts.length === 0;
    const merged = isRoot && !isObject(reading.value) ? 'an object' : mergeAt(data, parts, reading.value);
    if (merged === 'an object') errors.push({ path, message: 'data at the root must be an object' });
    else if (typeof merged === 'string') errors.push({ path, message: `two documents stand at ${merged}` });
    else data = merged;
  }
  return { data, errors };
}

function patchOf(files: readonly BundleFile[]): {
  readonly patch: readonly DataChange[];
  readonly errors: readonly BundleError[];
} {
  const file = files.find(({ path }) => path === 'patch.json');
  if (file === undefined) return { patch: [], errors: [] };
  const reading = readDocument(file.path, bytesText(file.bytes));
  if ('message' in reading) return { patch: [], errors: [{ path: file.path, ...reading }] };
  const listed = isObject(reading.value) ? reading.value['data'] : undefined;
  const changes = (isList(listed) ? listed : []).map((one): DataChange | undefined => {
    if (!isObject(one) || typeof one['path'] !== 'string') return undefined;
    const op = ops.find((known) => known === one['op']);
    return op === undefined ? undefined : { op, path: one['path'], value: one['value'] ?? null };
  });
  const patch = changes.filter((one) => one !== undefined);
  if (isList(listed) && patch.length === changes.length) return { patch, errors: [] };
  const message = 'expected "data": a list of {op: upsert, replace or remove, path, value}';
  return { patch: [], errors: [{ path: file.path, message }] };
}

const ops = ['upsert', 'replace', 'remove'] as const;

/** Data outside of the roots would be another bundle's. */
function strayData(data: JsonObject, { roots }: Manifest): BundleError[] {
  const stray = strayPlace(data, '', roots);
  if (stray === undefined) return [];
  return [{ path: '.manifest', message: `manifest roots [${roots.join(' ')}] do not permit data at path '/${stray}'` }];
}

function strayPlace(data: JsonObject, place: string, roots: readonly string[]): string | undefined {
  for (const [key, value] of Object.entries(data)) {
    const at = place === '' ? key : `${place}/${key}`;
    if (roots.some((root) => isBelow(at, root))) continue;
    if (!isObject(value) || !roots.some((root) => isBelow(root, at))) return at;
    const inner = strayPlace(value, at, roots);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
