import { isList, isObject, type JsonObject, type JsonValue, matchesGlob, parseJson, SourceText } from '@bulwark/text';
import type { RegoVersion } from '../ast/ast.ts';

/** What `.manifest` of a bundle says. */
export interface Manifest {
  readonly revision: string;
  /** The places below `data` that the bundle owns, without slashes around; `['']` is all. */
  readonly roots: readonly string[];
  /** Undefined where it is not said. */
  readonly regoVersion: 0 | 1 | undefined;
  /** By globs of paths. */
  readonly fileRegoVersions: Readonly<Record<string, 0 | 1>>;
  readonly metadata: JsonObject | undefined;
}

export const emptyManifest: Manifest = {
  revision: '',
  roots: [''],
  regoVersion: undefined,
  fileRegoVersions: {},
  metadata: undefined,
};

/** Reads `.manifest`; a string says what is wrong with it. */
export function parseManifest(text: string): Manifest | string {
  const { documents, diagnostics } = parseJson(new SourceText('.manifest', text));
  const broken = diagnostics.find(({ severity }) => severity === 'error');
  if (broken !== undefined) return broken.message;
  const value = documents[0]?.value;
  if (!isObject(value)) return 'expected an object';
  const { revision = '', roots = [''], rego_version: version, file_rego_versions: files = {}, metadata } = value;
  if (typeof revision !== 'string') return '"revision" must be a string';
  if (!isList(roots) || !roots.every((root) => typeof root === 'string')) return '"roots" must be a list of strings';
  if (version !== undefined && !isVersion(version)) return '"rego_version" must be 0 or 1';
  const versions = isObject(files) ? Object.entries(files) : [];
  const wrong = versions.find(([, one]) => !isVersion(one));
  if (!isObject(files) || wrong) return `"file_rego_versions" must give 0 or 1 for each path`;
  if (metadata !== undefined && !isObject(metadata)) return '"metadata" must be an object';
  const clean = roots.map((root) => String(root).replace(/^\/+|\/+$/g, ''));
  const overlap = overlapOf(clean);
  if (overlap !== undefined) return overlap;
  return {
    revision,
    roots: clean,
    regoVersion: version,
    fileRegoVersions: Object.fromEntries(versions.flatMap(([path, one]) => (isVersion(one) ? [[path, one]] : []))),
    metadata,
  };
}

function isVersion(value: JsonValue): value is 0 | 1 {
  return value === 0 || value === 1;
}

function overlapOf(roots: readonly string[]): string | undefined {
  for (const [at, root] of roots.entries()) {
    const other = roots.slice(at + 1).find((one) => rootsOverlap(root, one));
    if (other !== undefined) return `manifest has overlapped roots: '${root}' and '${other}'`;
  }
  return undefined;
}

/** Whether one of two roots lies in the other. */
export function rootsOverlap(left: string, right: string): boolean {
  return isBelow(left, right) || isBelow(right, left);
}

/** Whether a place (`a/b`) lies in a root. */
export function isBelow(place: string, root: string): boolean {
  return root === '' || place === root || place.startsWith(`${root}/`);
}

/** The version a file of the bundle is written in; `fallback` where the manifest does not say. */
export function versionOf(manifest: Manifest, path: string, fallback: RegoVersion): RegoVersion {
  const named = Object.entries(manifest.fileRegoVersions).find(
    ([pattern]) => pattern.replace(/^\//, '') === path || matchesGlob(`/${path}`, pattern),
  );
  const version = named?.[1] ?? manifest.regoVersion;
  return version === undefined ? fallback : version === 0 ? 'v0' : 'v1';
}

/** `.manifest` as OPA writes it. */
export function manifestJson(manifest: Manifest): JsonObject {
  const { revision, roots, regoVersion, fileRegoVersions, metadata } = manifest;
  return {
    revision,
    roots,
    ...(regoVersion === undefined ? {} : { rego_version: regoVersion }),
    ...(Object.keys(fileRegoVersions).length === 0 ? {} : { file_rego_versions: fileRegoVersions }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
