import type { Resource } from '@bulwark/model';
import type { ParsedInput } from '@bulwark/text';
import { resourcesOf } from '../resources-of.ts';

/** Reads a file that a suite names: its documents, or undefined where there is no such file. */
export type ReadFile = (path: string) => ParsedInput | undefined;

/** The objects of a file, or in words why there are none. */
export type FileObjects = { readonly objects: readonly Resource[] } | { readonly problem: string };

/** Reads the files of one suite, each once; paths are relative to the suite's file. */
export class SuiteFiles {
  readonly #read: ReadFile;
  readonly #folder: string;
  readonly #known = new Map<string, FileObjects>();

  constructor(read: ReadFile, suitePath: string) {
    this.#read = read;
    this.#folder = suitePath.slice(0, suitePath.lastIndexOf('/') + 1);
  }

  objects(path: string): FileObjects {
    const whole = normalPath(path.startsWith('/') ? path : `${this.#folder}${path}`);
    const known = this.#known.get(whole) ?? this.#objectsOf(whole);
    this.#known.set(whole, known);
    return known;
  }

  /** The first object of a file; gator looks at no other one of templates and constraints. */
  first(path: string): { readonly object: Resource } | { readonly problem: string } {
    const found = this.objects(path);
    if ('problem' in found) return found;
    const [object] = found.objects;
    return object === undefined ? { problem: `missing objects: "${path}" defines no objects` } : { object };
  }

  /** The one object of a file. */
  object(path: string): { readonly object: Resource } | { readonly problem: string } {
    const found = this.objects(path);
    if ('problem' in found) return found;
    const [object] = found.objects;
    if (found.objects.length === 1 && object !== undefined) return { object };
    return {
      problem: `object file must contain exactly one object: "${path}" defines ${found.objects.length} objects`,
    };
  }

  #objectsOf(path: string): FileObjects {
    const parsed = this.#read(path);
    if (parsed === undefined) return { problem: `no such file: ${path}` };
    const objects = resourcesOf(parsed);
    if ('problem' in objects) return objects;
    if (objects.length === 0) return { problem: `missing objects: "${path}" defines no objects` };
    return { objects };
  }
}

/** Without `.` and, where something stands before it, `..`. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
