import {
  type Bundle,
  type BundleReading,
  isBelow,
  type Manifest,
  mergeAt,
  type RegoVersion,
  readDocument,
  rootsOverlap,
  updateData,
} from '@bulwark/rego';
import { type Diagnostic, isObject, type JsonObject, type JsonValue } from '@bulwark/text';

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

type Position = Pick<Diagnostic, 'line' | 'column'>;

/** Collects modules, data and bundles from wherever they were read. */
export class SourceCollection {
  readonly #modules: PolicyModule[] = [];
  readonly #problems: Diagnostic[] = [];
  readonly #manifests: Manifest[] = [];
  #data: JsonObject = {};
  readonly #roots: { readonly name: string; readonly roots: readonly string[] }[] = [];

  sources(): PolicySources {
    return { modules: this.#modules, data: this.#data, problems: this.#problems, manifests: this.#manifests };
  }

  /** Tells of a file that cannot be used. */
  fail(file: string, message: string, { line, column }: Position = {}): void {
    const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    this.#problems.push({ severity: 'error', code: 'unparsed', message, file, ...at });
  }

  /** A module, or a document that becomes data below `prefix`. */
  addFile(
    file: string,
    text: string,
    { prefix, version }: { readonly prefix: readonly string[]; readonly version: RegoVersion },
  ): void {
    if (file.endsWith('.rego')) {
      this.#modules.push({ name: file, text, version });
      return;
    }
    const reading = readDocument(file, text);
    if ('message' in reading) this.fail(file, reading.message, reading);
    else this.#addData(file, prefix, reading.value);
  }

  /** The contents of a bundle; `nameOf` names a file in it to the reader. */
  addBundle(name: string, { bundle, errors }: BundleReading, nameOf: (path: string) => string): void {
    for (const { path, message, ...place } of errors) this.fail(path === '' ? name : nameOf(path), message, place);
    if (bundle !== undefined) this.#addContents(name, bundle, nameOf);
  }

  #addContents(name: string, bundle: Bundle, nameOf: (path: string) => string): void {
    const { roots } = bundle.manifest;
    this.#manifests.push(bundle.manifest);
    for (const other of this.#roots) {
      const clash = roots.find((root) => other.roots.some((one) => rootsOverlap(root, one)));
      if (clash !== undefined) this.fail(name, `the root "${clash}" overlaps one of the bundle ${other.name}`);
    }
    this.#roots.push({ name, roots });
    for (const { path, text, version } of bundle.modules) {
      const place = packageOf(text);
      if (place === undefined || roots.some((root) => isBelow(place, root)))
        this.#modules.push({ name: nameOf(path), text, version });
      else this.fail(nameOf(path), `manifest roots [${roots.join(' ')}] do not permit 'package ${place}'`);
    }
    this.#addData(name, [], bundle.data);
    const patched = updateData(this.#data, bundle.patch);
    if (typeof patched === 'string') this.fail(nameOf('patch.json'), patched);
    else this.#data = patched;
  }

  #addData(file: string, path: readonly string[], value: JsonValue): void {
    if (path.length === 0 && !isObject(value)) return this.fail(file, 'data at the root must be an object');
    const merged = mergeAt(this.#data, path, value);
    if (typeof merged === 'string') this.fail(file, `merge error: another file has a value at ${merged} too`);
    else this.#data = merged;
  }
}

/** The package of a module as `a/b`; its text is parsed later, and then its errors are told. */
function packageOf(text: string): string | undefined {
  return /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1]?.replaceAll('.', '/');
}

/** Whether a document is a manifest of Kubernetes: an object to judge, or a policy of Gatekeeper, but no data for Rego. */
export function isManifest(file: string, text: string): boolean {
  if (/(?:^|[/\\])kustomization\.ya?ml$/.test(file)) return true;
  return /(?:^|[{,])\s*"?apiVersion"?\s*:/m.test(text) && /(?:^|[{,])\s*"?kind"?\s*:/m.test(text);
}
