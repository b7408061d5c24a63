import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { JsonValue } from '@bulwark/text';
import { ClusterError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import type { KubeconfigEntry } from './read-kubeconfig.ts';

/** Reads the fields of one kubeconfig entry; a field of a wrong type or an unreadable file is a ClusterError. */
export class EntryReader {
  readonly #entry: KubeconfigEntry;
  readonly #what: string;

  /** `what` names the entry in messages: `user "admin"`. */
  constructor(entry: KubeconfigEntry, what: string) {
    this.#entry = entry;
    this.#what = what;
  }

  get(field: string): JsonValue | undefined {
    return Object.hasOwn(this.#entry.value, field) ? this.#entry.value[field] : undefined;
  }

  /** A text, or undefined where it is missing or empty. */
  text(field: string): string | undefined {
    const value = this.get(field);
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') throw this.problem(`expected a text as ${field}`);
    return value;
  }

  flag(field: string): boolean {
    const value = this.get(field) ?? false;
    if (typeof value !== 'boolean') throw this.problem(`expected true or false as ${field}`);
    return value;
  }

  /** The path in a field; a relative one starts at the folder of the kubeconfig that says it. */
  path(field: string): string | undefined {
    const value = this.text(field);
    return value === undefined ? undefined : this.absolute(value);
  }

  absolute(path: string): string {
    return isAbsolute(path) || this.#entry.file === '' ? path : join(dirname(this.#entry.file), path);
  }

  /** A PEM text given inline (`FIELD-data`, base64) or else as a file: inline wins, as with kubectl. */
  pem(field: string): string | undefined {
    const inline = this.text(`${field}-data`);
    if (inline !== undefined) return this.#checkedPem(Buffer.from(inline, 'base64').toString('utf8'), `${field}-data`);
    const path = this.path(field);
    return path === undefined ? undefined : this.#checkedPem(this.read(path, field), field);
  }

  read(path: string, field: string): string {
    try {
      return readFileSync(path, 'utf8');
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be read';
      throw this.problem(`${field} ${path}: ${code === 'ENOENT' ? 'no such file' : code}`, cause);
    }
  }

  problem(detail: string, cause?: unknown): ClusterError {
    return new ClusterError('BAD_KUBECONFIG', `${this.#what} of the kubeconfig: ${oneLine(detail)}`, { cause });
  }

  #checkedPem(pem: string, field: string): string {
    if (!pem.includes('-----BEGIN ')) throw this.problem(`expected PEM in ${field}, found something else`);
    return pem;
  }
}
